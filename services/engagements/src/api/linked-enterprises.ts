import { Injectable } from '@nestjs/common';
import { EventStore } from '@securebase/event-sourcing';
import {
  AccessTrail,
  batched,
  Fault,
  ReadModels,
  type RequestContext,
  TenantDirectory,
} from '@securebase/service-kit';
import {
  practice,
  practiceLink,
  type LinkedTo,
  type Practice,
  type PracticeEvent,
  type PracticeLink,
  type PracticeLinkEvent,
} from '../domain/practice.ts';
import { type EngagementView } from '../read-models/engagement-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { PracticeConsents } from './practice-consents.ts';

/** A link that holds: the caller as they are in the enterprise. */
export interface Entered {
  readonly coachId: string;
  readonly there: RequestContext;
}

/**
 * What a practice sees of the enterprises that its coach works for. Nothing is copied: it is read there, as that coach, while
 * the link holds, so that what ends, is withdrawn or erased there is gone here in the same moment.
 */
@Injectable()
export class LinkedEnterprises {
  readonly #store: EventStore;
  readonly #directory: TenantDirectory;
  readonly #models: ReadModels;
  readonly #consents: PracticeConsents;
  readonly #trail: AccessTrail;
  constructor(
    store: EventStore,
    directory: TenantDirectory,
    models: ReadModels,
    consents: PracticeConsents,
    trail: AccessTrail,
  ) {
    this.#store = store;
    this.#directory = directory;
    this.#models = models;
    this.#consents = consents;
    this.#trail = trail;
  }

  /** The links of a practice. */
  async of(practiceId: string): Promise<Practice> {
    const { events } = await this.#store.readStream(practiceId, `${practice.name}-${practiceId}`);
    return (events as unknown as PracticeEvent[]).reduce(practice.evolve, practice.initialState);
  }

  /** A link as the enterprise's log has it. */
  async link(enterpriseId: string, linkId: string): Promise<PracticeLink | undefined> {
    const { events } = await this.#store.readStream(enterpriseId, `${practiceLink.name}-${linkId}`);
    return (events as unknown as PracticeLinkEvent[]).reduce(practiceLink.evolve, practiceLink.initialState);
  }

  /** Undefined when the link was ended, or the enterprise does not serve the coach any more. */
  enter(context: RequestContext, linkId: string, to: LinkedTo): Promise<Entered | undefined> {
    const load = async () => new Map([[linkId, await this.#enter(context, linkId, to)]]);
    return batched(context, `enter ${linkId}`, linkId, load);
  }

  async #enter(
    context: RequestContext,
    linkId: string,
    { enterpriseId, mark }: LinkedTo,
  ): Promise<Entered | undefined> {
    const link = await this.link(enterpriseId, linkId);
    if (!link || link.ended || link.mark !== mark) return undefined;
    const { coachId } = link;
    try {
      await this.#directory.callerOf({ personId: coachId, tenantId: enterpriseId, roles: [] });
    } catch (error) {
      if (error instanceof Fault && ['TENANT_SUSPENDED', 'PERSON_HAS_NO_ACCESS'].includes(error.code))
        return undefined;
      throw error;
    }
    const { operation = '', at, commandId } = context;
    const there = {
      tenantId: enterpriseId,
      actorId: coachId,
      roles: ['COACH' as const],
      at,
      commandId,
      correlationId: linkId,
      operation,
    };
    return { coachId, there };
  }

  /** The name of an engagement's client, with the client's consent; noted for the client before it is shown. */
  async clientOf({ there, coachId }: Entered, row: EngagementView): Promise<string | null> {
    const { id: engagementId, clientId } = row;
    if (!(await this.#consents.holds(there, { engagementId, clientId, coachId }))) return null;
    const person = await this.#models.of(PersonView).byId(there, clientId);
    if (!person || person.name === '') return null;
    await this.#trail.note(there, [
      {
        subject: clientId,
        object: 'Engagement',
        id: engagementId,
        field: 'client',
        purpose: 'PRACTICE_KNOWS_CLIENT',
      },
    ]);
    return person.name;
  }
}
