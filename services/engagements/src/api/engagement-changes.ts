import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Party } from '@securebase/contracts';
import { ensure, rowOf } from '@securebase/domain-kit';
import { consistencyToken, EventStore, type Handled } from '@securebase/event-sourcing';
import { type RequestContext } from '@securebase/service-kit';
import { type EngagementCommand } from '../domain/engagement-commands.ts';
import { engagement, partiesOf, signatoryOf } from '../domain/engagement.ts';
import { type EngagementEvent } from '../domain/engagement-state.ts';
import { engagementView } from '../read-models/engagement-view.ts';
import { type EngagementPayload } from './engagement.types.ts';

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
    const handled = await this.#commands.execute<EngagementCommand, Handled<EngagementEvent>>(command);
    const { engagementId: id } = command.data;
    const row = rowOf(engagementView, handled.history, id) ?? engagementView.blank;
    return {
      engagement: { ...row, id, tenantId: command.context.tenantId },
      token: consistencyToken('engagements', handled),
    };
  }

  /**
   * The caller must be one of these parties to the engagement, or run programs where those who do may act. Whoever is no
   * party at all hears what one hears of an engagement that does not exist.
   * @throws Rejected ENGAGEMENT_NOT_FOUND, NOT_FOR_THIS_PARTY
   */
  async ensureParty(
    { tenantId, actorId, roles }: RequestContext,
    engagementId: string,
    ...may: readonly (Party | 'PROGRAM_MANAGER')[]
  ): Promise<void> {
    if (may.includes('PROGRAM_MANAGER') && roles.includes('PROGRAM_MANAGER')) return;
    const { events } = await this.#store.readStream(tenantId, `${engagement.name}-${engagementId}`);
    const state = (events as unknown as EngagementEvent[]).reduce(engagement.evolve, engagement.initialState);
    const is = state ? partiesOf(state).filter((party) => signatoryOf(state, party) === actorId) : [];
    ensure(is.length > 0, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
    ensure(
      is.some((party) => may.includes(party)),
      'NOT_FOR_THIS_PARTY',
    );
  }
}
