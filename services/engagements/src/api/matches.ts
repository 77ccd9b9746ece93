import { Injectable } from '@nestjs/common';
import { EventStore } from '@securebase/event-sourcing';
import { type CommandContext } from '@securebase/domain-kit';
import { type EngagementEvent, evolve, type State } from '../domain/engagement-state.ts';
import { engagement } from '../domain/engagement.ts';

/** What commands about a match need to know of the engagement, so that its coach and its program's pool decide too. */
export interface MatchFacts {
  readonly programId: string | undefined;
  readonly clientId: string | undefined;
  readonly coachId: string | undefined;
  /** Who has been asked and has not answered. */
  readonly askedId: string | undefined;
}

/** Asks the log, so that what was just said is known. */
@Injectable()
export class Matches {
  readonly #store: EventStore;
  constructor(store: EventStore) {
    this.#store = store;
  }

  async factsOf({ tenantId }: CommandContext, engagementId: string): Promise<MatchFacts> {
    const { events } = await this.#store.readStream(tenantId, `${engagement.name}-${engagementId}`);
    const history = events as unknown as EngagementEvent[];
    const state = history.reduce<State>(evolve, undefined);
    const proposed = history.find((event) => event.type === 'EngagementProposed');
    const { clientId, coachId, askedId } = state ?? {};
    return { programId: proposed?.data.programId, clientId, coachId, askedId };
  }

  /** Whether the command was carried out before: then who may is not asked again. */
  carriedOut(context: CommandContext): Promise<boolean> {
    return this.#store.carriedOut(context);
  }
}
