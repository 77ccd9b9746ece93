import { CommandBus } from '@nestjs/cqrs';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ensure } from '@securebase/domain-kit';
import { consistencyToken, EventStore, type Handled } from '@securebase/event-sourcing';
import { contextFor, CurrentContext, type RequestContext } from '@securebase/service-kit';
import { type EngagementEvent } from '../domain/engagement-state.ts';
import { engagement } from '../domain/engagement.ts';
import {
  ConsentToPractice,
  type PracticeConsentEvent,
  WithdrawFromPractice,
} from '../domain/practice-consent.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { practiceConsentId, PracticeConsents } from './practice-consents.ts';
import {
  ConsentToPracticeInput,
  PracticeConsentPayload,
  WithdrawFromPracticeInput,
} from './practice.types.ts';

/** Whether a client lets their coach's own practice know them. */
@Resolver(() => EngagementView)
export class PracticeConsentResolver {
  readonly #commands: CommandBus;
  readonly #store: EventStore;
  readonly #consents: PracticeConsents;
  constructor(commands: CommandBus, store: EventStore, consents: PracticeConsents) {
    this.#commands = commands;
    this.#store = store;
    this.#consents = consents;
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether the client lets the coach’s own practice know them; for client and coach only.',
  })
  practiceKnowsClient(@Parent() row: EngagementView, @CurrentContext() context: RequestContext) {
    const { id: engagementId, clientId, coachId } = row;
    return coachId !== null && this.#consents.holds(context, { engagementId, clientId, coachId });
  }

  @Mutation(() => PracticeConsentPayload, {
    description: 'The client consents that the coach’s own practice knows them, in one engagement.',
  })
  async consentToPractice(
    @Args('input') input: ConsentToPracticeInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { commandId, engagementId, textVersion } = input;
    const context = contextFor(current, commandId);
    const { consentId, isClient } = await this.#between(context, engagementId);
    return this.#change(new ConsentToPractice({ consentId, engagementId, textVersion, isClient }, context));
  }

  @Mutation(() => PracticeConsentPayload, {
    description: 'The client consents to it no more: the practice sees them no more, from now on.',
  })
  async withdrawFromPractice(
    @Args('input') { commandId, engagementId }: WithdrawFromPracticeInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const { consentId } = await this.#between(context, engagementId);
    return this.#change(new WithdrawFromPractice({ consentId, engagementId }, context));
  }

  /** @throws Rejected ENGAGEMENT_NOT_FOUND where there is no coach yet, or nothing that the caller is the client of */
  async #between({ tenantId, actorId }: RequestContext, engagementId: string) {
    const { events } = await this.#store.readStream(tenantId, `${engagement.name}-${engagementId}`);
    const state = (events as unknown as EngagementEvent[]).reduce(engagement.evolve, engagement.initialState);
    const coachId = state?.coachId;
    ensure(coachId !== undefined, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
    return {
      consentId: practiceConsentId({ engagementId, clientId: actorId, coachId }),
      isClient: state?.clientId === actorId,
    };
  }

  async #change(command: ConsentToPractice | WithdrawFromPractice): Promise<PracticeConsentPayload> {
    const handled = await this.#commands.execute<typeof command, Handled<PracticeConsentEvent>>(command);
    return {
      engagementId: command.data.engagementId,
      token: consistencyToken('engagements', handled),
    };
  }
}
