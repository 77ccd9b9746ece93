import { Injectable } from '@nestjs/common';
import { type CommandContext, ensure } from '@securebase/domain-kit';
import { EventStore } from '@securebase/event-sourcing';
import { v5 } from 'uuid';
import { type EngagementEvent } from '../domain/engagement-state.ts';
import { engagement } from '../domain/engagement.ts';

/** What somebody is in an engagement, as far as a command has to know before it is sent. */
export interface Stands {
  readonly coaches: boolean;
  readonly clientId: string;
}

/** The id of what a person has once in a place, such as their energy in an engagement. */
export const idOfOne = ({ tenantId }: CommandContext, what: string, ...parts: readonly string[]): string =>
  v5([what, ...parts].join(':'), tenantId);

/** As what the caller acts in an engagement. Asks the log; the engagement itself decides whether they may. */
@Injectable()
export class Standing {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  /** @throws Rejected ENGAGEMENT_NOT_FOUND */
  async of({ tenantId, actorId }: CommandContext, engagementId: string): Promise<Stands> {
    const { events } = await this.#store.readStream(tenantId, `${engagement.name}-${engagementId}`);
    const state = (events as unknown as EngagementEvent[]).reduce(engagement.evolve, engagement.initialState);
    ensure(state, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
    return { coaches: state.coachIds.has(actorId), clientId: state.clientId };
  }

  /**
   * Whom something is about that a coach says of the client or of a member, and all others of themselves. A read model that
   * has not heard of the coach yet would make it the coach's own.
   * @throws Rejected ENGAGEMENT_NOT_FOUND
   */
  async aboutWhom(
    context: CommandContext,
    { engagementId, aboutId }: { readonly engagementId: string; readonly aboutId?: string | null },
  ): Promise<string> {
    if (aboutId != null) return aboutId;
    const { coaches, clientId } = await this.of(context, engagementId);
    return coaches ? clientId : context.actorId;
  }
}
