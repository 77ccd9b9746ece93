import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ensure } from '@securebase/domain-kit';
import {
  contextFor,
  CurrentContext,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { AcceptMatch, DeclineMatch, ProposeCoach } from '../domain/engagement-commands.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { MatchView } from '../read-models/match-view.ts';
import { PersonView } from '../read-models/person-view.ts';
import { ProgramView } from '../read-models/program-view.ts';
import { EngagementChanges } from './engagement-changes.ts';
import { EngagementInput, EngagementPayload } from './engagement.types.ts';
import {
  CoachRequestConnection,
  DeclineMatchInput,
  DeclinePayload,
  MatchStep,
  ProposeCoachInput,
} from './match.types.ts';
import { Matches } from './matches.ts';
import { People } from './people.ts';

/** Who asks whom, and what comes of it. */
@Resolver(() => MatchView)
export class MatchResolver {
  readonly #models: ReadModels;
  readonly #changes: EngagementChanges;
  readonly #matches: Matches;
  readonly #people: People;
  constructor(models: ReadModels, changes: EngagementChanges, matches: Matches, people: People) {
    this.#models = models;
    this.#changes = changes;
    this.#matches = matches;
    this.#people = people;
  }

  @Query(() => CoachRequestConnection, {
    description: 'Engagements for which the caller is asked as a coach, the oldest first.',
  })
  coachRequests(@Args() page: PageArgs, @CurrentContext() context: RequestContext) {
    const where = { askedId: context.actorId };
    return this.#models.of(MatchView).page(context, page, { where, orderBy: 'askedAt' });
  }

  @ResolveField(() => String, { nullable: true, description: 'How the client is called.' })
  async clientName(@Parent() { clientId }: MatchView, @CurrentContext() context: RequestContext) {
    return (await this.#models.of(PersonView).byId(context, clientId))?.name ?? null;
  }

  @ResolveField(() => ProgramView, { nullable: true, description: 'The program that it is part of.' })
  program(@Parent() { programId }: MatchView, @CurrentContext() context: RequestContext) {
    return programId === null ? null : this.#models.of(ProgramView).byId(context, programId);
  }

  @Mutation(() => EngagementPayload, {
    description: 'Asks a coach to take an engagement; who was asked before is not asked any more.',
  })
  async proposeCoach(@Args('input') input: ProposeCoachInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, coachId } = input;
    const context = contextFor(current, commandId);
    await this.#changes.ensureParty(context, engagementId, 'CLIENT', 'PROGRAM_MANAGER');
    await this.#people.ensureKnown(context, [['coachId', coachId]]);
    const { programId } = await this.#matches.factsOf(context, engagementId);
    return this.#changes.change(new ProposeCoach({ engagementId, coachId, programId }, context));
  }

  @Mutation(() => EngagementPayload, { description: 'Says yes, as the coach who is asked.' })
  async acceptMatch(@Args('input') input: EngagementInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId } = input;
    const context = contextFor(current, commandId);
    const { actorId } = context;
    const { programId, askedId, coachId } = await this.#matches.factsOf(context, engagementId);
    const may = askedId === actorId || coachId === actorId || (await this.#matches.carriedOut(context));
    ensure(may, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
    return this.#changes.change(new AcceptMatch({ engagementId, coachId: actorId, programId }, context));
  }

  @Mutation(() => DeclinePayload, {
    description:
      'Says no: as the coach who is asked, or, before there is an agreement, as client or coach. Nobody has to say why.',
  })
  async declineMatch(@Args('input') input: DeclineMatchInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, coachId } = input;
    const context = contextFor(current, commandId);
    const { actorId } = context;
    const facts = await this.#matches.factsOf(context, engagementId);
    const isCoach = coachId === actorId && (facts.askedId === actorId || facts.coachId === actorId);
    const may = isCoach || facts.clientId === actorId || (await this.#matches.carriedOut(context));
    ensure(may, 'ENGAGEMENT_NOT_FOUND', ['input', 'engagementId']);
    const { token } = await this.#changes.change(new DeclineMatch({ engagementId, coachId }, context));
    return { engagementId, token };
  }
}

@Resolver(() => EngagementView)
export class EngagementMatchingResolver {
  readonly #models: ReadModels;
  constructor(models: ReadModels) {
    this.#models = models;
  }

  @ResolveField(() => [MatchStep], {
    nullable: true,
    description: 'Which coaches were asked, and what came of it; for the client and program managers.',
  })
  async matching(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext) {
    const row = await this.#models.of(MatchView).byId(context, id);
    return (row?.steps ?? []).map((each) => ({ ...each, at: new Date(each.at) }));
  }
}
