import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { type Party } from '@securebase/contracts';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import * as commands from '../domain/engagement-commands.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { EngagementChanges } from './engagement-changes.ts';
import {
  EngagementInput,
  EngagementPayload,
  RescheduleSessionInput,
  ScheduleSessionInput,
  SessionByInput,
  SessionInput,
} from './engagement.types.ts';
import { Matches } from './matches.ts';

/** The course of an engagement after the contract: its phases and its sessions. */
@Resolver(() => EngagementView)
export class CourseResolver {
  readonly #changes: EngagementChanges;
  readonly #matches: Matches;
  constructor(changes: EngagementChanges, matches: Matches) {
    this.#changes = changes;
    this.#matches = matches;
  }

  @Mutation(() => EngagementPayload, {
    description: 'Begins the work; the agreement is signed by every party.',
  })
  startEngagement(@Args('input') input: EngagementInput, @CurrentContext() context: RequestContext) {
    return this.#move(commands.StartEngagement, input, context, 'COACH', 'PROGRAM_MANAGER');
  }

  @Mutation(() => EngagementPayload, { description: 'Lets the work rest.' })
  pauseEngagement(@Args('input') input: EngagementInput, @CurrentContext() context: RequestContext) {
    return this.#move(commands.PauseEngagement, input, context, 'COACH', 'CLIENT');
  }

  @Mutation(() => EngagementPayload, { description: 'Goes on with the work.' })
  resumeEngagement(@Args('input') input: EngagementInput, @CurrentContext() context: RequestContext) {
    return this.#move(commands.ResumeEngagement, input, context, 'COACH', 'CLIENT');
  }

  @Mutation(() => EngagementPayload, { description: 'Notes that the work has come to its prepared ending.' })
  completeEngagement(@Args('input') input: EngagementInput, @CurrentContext() context: RequestContext) {
    return this.#end(commands.CompleteEngagement, input, context, 'COACH');
  }

  @Mutation(() => EngagementPayload, { description: 'Ends the engagement before its prepared ending.' })
  endEngagementEarly(@Args('input') input: EngagementInput, @CurrentContext() context: RequestContext) {
    return this.#end(commands.EndEngagementEarly, input, context, 'COACH', 'CLIENT', 'PROGRAM_MANAGER');
  }

  @Mutation(() => EngagementPayload, { description: 'Schedules a session.' })
  async scheduleSession(
    @Args('input') input: ScheduleSessionInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, kind, startsAt, endsAt } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH', 'CLIENT');
    const sessionId = newId(context, 'session');
    const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    return this.#changes.change(
      new commands.ScheduleSession({ engagementId, sessionId, kind, ...times }, context),
    );
  }

  @Mutation(() => EngagementPayload, { description: 'Moves a session to another time.' })
  async rescheduleSession(
    @Args('input') input: RescheduleSessionInput,
    @CurrentContext() context: RequestContext,
  ) {
    const { commandId, engagementId, sessionId, startsAt, endsAt } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH', 'CLIENT');
    const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    return this.#changes.change(
      new commands.RescheduleSession({ engagementId, sessionId, ...times }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => EngagementPayload, { description: 'Notes that a session took place.' })
  async holdSession(@Args('input') input: SessionInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH');
    return this.#changes.change(
      new commands.HoldSession({ engagementId, sessionId }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => EngagementPayload, { description: 'Calls a session off.' })
  async cancelSession(@Args('input') input: SessionByInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, by } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH', 'CLIENT');
    return this.#changes.change(
      new commands.CancelSession({ engagementId, sessionId, by }, contextFor(context, commandId)),
    );
  }

  @Mutation(() => EngagementPayload, { description: 'Notes that somebody did not come to a session.' })
  async missSession(@Args('input') input: SessionByInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId, sessionId, by } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH');
    return this.#changes.change(
      new commands.MissSession({ engagementId, sessionId, by }, contextFor(context, commandId)),
    );
  }

  async #move(
    Move: new (data: { engagementId: string }, context: RequestContext) => commands.EngagementCommand,
    { commandId, engagementId }: EngagementInput,
    context: RequestContext,
    ...may: readonly (Party | 'PROGRAM_MANAGER')[]
  ) {
    await this.#changes.ensureParty(context, engagementId, ...may);
    return this.#changes.change(new Move({ engagementId }, contextFor(context, commandId)));
  }

  /** The coach is named, so that their place is free again. */
  async #end(
    End: typeof commands.CompleteEngagement | typeof commands.EndEngagementEarly,
    { commandId, engagementId }: EngagementInput,
    context: RequestContext,
    ...may: readonly (Party | 'PROGRAM_MANAGER')[]
  ) {
    await this.#changes.ensureParty(context, engagementId, ...may);
    const { coachId } = await this.#matches.factsOf(context, engagementId);
    return this.#changes.change(new End({ engagementId, coachId }, contextFor(context, commandId)));
  }
}
