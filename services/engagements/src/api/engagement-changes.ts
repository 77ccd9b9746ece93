import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Party } from '@securebase/contracts';
import { ensure, rowOf } from '@securebase/domain-kit';
import { consistencyToken, EventStore, type Handled, type HandledTogether } from '@securebase/event-sourcing';
import { type RequestContext } from '@securebase/service-kit';
import { ensureIs } from '../domain/coaching.ts';
import { type EngagementCommand } from '../domain/engagement-commands.ts';
import { engagement } from '../domain/engagement.ts';
import { type Engagement, type EngagementEvent } from '../domain/engagement-state.ts';
import { engagementView } from '../read-models/engagement-view.ts';
import { type EngagementPayload } from './engagement.types.ts';

type Result = Handled<EngagementEvent> & Partial<Pick<HandledTogether, 'parts'>>;

/** Sends a command and answers with the engagement as it is now. */
@Injectable()
export class EngagementChanges {
  readonly #commands: CommandBus;
  readonly #store: EventStore;
  constructor(commands: CommandBus, store: EventStore) {
    this.#commands = commands;
    this.#store = store;
  }

  async change(command: EngagementCommand): Promise<EngagementPayload> {
    const handled = await this.#commands.execute<EngagementCommand, Result>(command);
    const { engagementId: id } = command.data;
    const row = rowOf(engagementView, handled.history, id) ?? engagementView.blank;
    return {
      engagement: { ...row, id, tenantId: command.context.tenantId },
      token: consistencyToken('engagements', handled),
    };
  }

  /** The engagement as the log has it, for what a command has to say of it. @throws Rejected ENGAGEMENT_NOT_FOUND */
  async stateOf({ tenantId }: RequestContext, engagementId: string): Promise<Engagement> {
    const { events } = await this.#store.readStream(tenantId, `${engagement.name}-${engagementId}`);
    const state = (events as unknown as EngagementEvent[]).reduce(engagement.evolve, engagement.initialState);
    ensure(state, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
    return state;
  }

  /**
   * The caller must be one of these to the engagement, or run programs where those who do may act. Whoever is no part of it at
   * all hears what one hears of an engagement that does not exist.
   * @throws Rejected ENGAGEMENT_NOT_FOUND, NOT_FOR_THIS_PARTY
   */
  async ensureParty(
    context: RequestContext,
    engagementId: string,
    ...may: readonly (Party | 'MEMBER' | 'PROGRAM_MANAGER')[]
  ): Promise<Engagement> {
    const state = await this.stateOf(context, engagementId);
    if (may.includes('PROGRAM_MANAGER') && context.roles.includes('PROGRAM_MANAGER')) return state;
    ensureIs(state, context.actorId, ...may.filter((each) => each !== 'PROGRAM_MANAGER'));
    return state;
  }
}
