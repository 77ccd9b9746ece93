import { Injectable } from '@nestjs/common';
import { type Purpose } from '@securebase/contracts';
import { EventStore } from '@securebase/event-sourcing';
import { batched, type RequestContext } from '@securebase/service-kit';
import { consent } from '../domain/consent.ts';
import { Facts } from '../facts/facts.ts';
import { consentIdOf } from '../facts/ids.ts';
import { type AdministrationView } from '../read-models/administration-view.ts';

/** What a coach can be shown, by the purpose that is consented to. */
const shared = { COACH_SEES_ANSWERS: 'ANSWERS', COACH_SEES_SCORES: 'SCORES' } as const satisfies Partial<
  Record<Purpose, string>
>;
const purposes = Object.keys(shared) as (keyof typeof shared)[];

/** Who may find an administration; what of it they may see is the role matrix's. Running a program shows no one's; neither does administering a tenant. */
@Injectable()
export class Confidence {
  readonly #facts: Facts;
  readonly #store: EventStore;
  constructor(facts: Facts, store: EventStore) {
    this.#facts = facts;
    this.#store = store;
  }

  /** That it exists, and whether it is answered: its respondent, and the coach of its engagement. */
  async sees(context: RequestContext, row: AdministrationView): Promise<boolean> {
    if (row.respondentId === context.actorId) return true;
    return row.engagementId !== null && (await this.coaches(context, row.engagementId));
  }

  coaches(context: RequestContext, engagementId: string): Promise<boolean> {
    return this.#facts.coaches(engagementId, context);
  }

  /** Rows that the caller finds, with what their respondents consent to show at this moment. */
  async withConsents(
    context: RequestContext,
    rows: readonly AdministrationView[],
  ): Promise<AdministrationView[]> {
    return Promise.all(
      rows.map(async (row) => {
        if (row.respondentId === context.actorId || row.engagementId === null) return row;
        const { respondentId, engagementId } = row;
        const held = await Promise.all(
          purposes.map(async (purpose) =>
            (await this.#holds(context, consentIdOf(respondentId, engagementId, purpose)))
              ? [`${shared[purpose]} ${context.actorId}`]
              : [],
          ),
        );
        return Object.assign(row, { sharedWith: held.flat() });
      }),
    );
  }

  /** Asked of the log, so that what was withdrawn is closed from that moment; one statement for many. */
  async #holds(context: RequestContext, consentId: string): Promise<boolean> {
    const load = async (ids: readonly string[]) => {
      const streams = ids.map((id) => `${consent.name}-${id}`);
      const types = ['ConsentGiven', 'ConsentWithdrawn'];
      const last = await this.#store.lastOf(context.tenantId, streams, types);
      return new Map(ids.map((id) => [id, last.get(`${consent.name}-${id}`) === 'ConsentGiven']));
    };
    return (await batched(context, 'consents', consentId, load)) ?? false;
  }
}
