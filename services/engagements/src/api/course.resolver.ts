import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { type Party } from '@securebase/contracts';
import { contextFor, CurrentContext, type RequestContext } from '@securebase/service-kit';
import { attendeesOf } from '../domain/coaching.ts';
import * as commands from '../domain/engagement-commands.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { EngagementChanges } from './engagement-changes.ts';
import { EngagementInput, EngagementPayload } from './engagement.types.ts';
import { Matches } from './matches.ts';

/** The course of an engagement after the contract: its phases. */
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
  async completeEngagement(@Args('input') input: EngagementInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId } = input;
    await this.#changes.ensureParty(context, engagementId, 'COACH');
    // The coach is named, so that their place is free again.
    const { coachId } = await this.#matches.factsOf(context, engagementId);
    const data = { engagementId, coachId };
    return this.#changes.change(new commands.CompleteEngagement(data, contextFor(context, commandId)));
  }

  @Mutation(() => EngagementPayload, {
    description: 'Ends the engagement before its prepared ending. Any party may, and needs no reason.',
  })
  async endEngagementEarly(@Args('input') input: EngagementInput, @CurrentContext() context: RequestContext) {
    const { commandId, engagementId } = input;
    const may = ['COACH', 'CLIENT', 'SPONSOR', 'PROGRAM_MANAGER'] as const;
    const state = await this.#changes.ensureParty(context, engagementId, ...may);
    const facts = { attendeeIds: attendeesOf(state) };
    const data = { engagementId, coachId: state.coachId };
    return this.#changes.change(new commands.EndEngagementEarly(data, contextFor(context, commandId), facts));
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
}
