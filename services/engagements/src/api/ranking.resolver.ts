import { CommandBus } from '@nestjs/cqrs';
import { Args, ArgsType, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { rowOf } from '@securebase/domain-kit';
import { consistencyToken, type Handled } from '@securebase/event-sourcing';
import {
  contextFor,
  CurrentContext,
  newId,
  Opener,
  type Page,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { IsOptional } from 'class-validator';
import { type Reasons } from '../domain/matching/terms.ts';
import { type RankingEvent, RequestRanking } from '../domain/ranking.ts';
import { CoachProposalsView, RankingView, rankingView } from '../read-models/ranking-views.ts';
import { type ForReaders, forReaders } from './audiences.ts';
import { Coaches } from './coaches.ts';
import { Cohorts } from './cohorts.ts';
import {
  CoachProposalsConnection,
  ProposedCoach,
  RankCoachesInput,
  RankingPayload,
} from './ranking.types.ts';

@ArgsType()
export class MyCoachProposalsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this program.' }) @IsOptional() programId?:
    string | null;
}
@ArgsType()
export class CoachProposalsArgs extends PageArgs {
  @Field(() => ID, { description: 'The ranking.' }) rankingId!: string;
}

/** Rankings, and whom they show to whom. */
@Resolver(() => CoachProposalsView)
export class RankingResolver {
  readonly #commands: CommandBus;
  readonly #models: ReadModels;
  readonly #coaches: Coaches;
  readonly #cohorts: Cohorts;
  readonly #opener: Opener;
  constructor(commands: CommandBus, models: ReadModels, coaches: Coaches, cohorts: Cohorts, opener: Opener) {
    this.#commands = commands;
    this.#models = models;
    this.#coaches = coaches;
    this.#cohorts = cohorts;
    this.#opener = opener;
  }

  @Query(() => RankingView, { nullable: true, description: 'A ranking, and how far it has come.' })
  coachRanking(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    return this.#models.of(RankingView).byId(context, id);
  }

  @Query(() => CoachProposalsConnection, {
    description: 'Which coaches the caller was shown, the newest first; earlier ones stay.',
  })
  async myCoachProposals(
    @Args() { programId, ...page }: MyCoachProposalsArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const where = { participantId: context.actorId, ...(programId != null && { programId }) };
    const order = { orderBy: 'proposedAt', direction: 'DESC' } as const;
    return readable(await this.#models.of(CoachProposalsView).page(context, page, { where, ...order }));
  }

  @Query(() => CoachProposalsConnection, { description: 'Who was shown which coaches by a ranking.' })
  async coachProposals(
    @Args() { rankingId, ...page }: CoachProposalsArgs,
    @CurrentContext() context: RequestContext,
  ) {
    return readable(await this.#models.of(CoachProposalsView).page(context, page, { where: { rankingId } }));
  }

  @ResolveField(() => [ProposedCoach], {
    nullable: true,
    description: 'The coaches with the reason for each, the best first; for the participant only.',
  })
  async coaches(
    @Parent() { id, coachIds, reasons }: ForReaders<CoachProposalsView>,
    @CurrentContext() context: RequestContext,
  ): Promise<ProposedCoach[]> {
    const at = { object: 'CoachProposals', id, field: 'coaches', purpose: 'COACHING' };
    const opened = (await this.#opener.open<readonly Reasons[]>(context, reasons, at)) ?? [];
    const profiles = await Promise.all(coachIds.map((coachId) => this.#coaches.forCaller(context, coachId)));
    return opened.map((each, rank) => ({
      ...each,
      coachId: coachIds[rank] ?? '',
      profile: profiles[rank] ?? null,
    }));
  }

  @Mutation(() => RankingPayload, {
    description:
      'Shows each participant without a coach a few of the program’s pool, ranked, with the reason for each, from an assignment over all of them.',
  })
  async rankCoaches(@Args('input') input: RankCoachesInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { programId, shown } = input;
    const cohortId = input.cohortId ?? undefined;
    await this.#cohorts.ensureThere(context, programId, cohortId);
    const rankingId = newId(context, 'ranking');
    const command = new RequestRanking({ rankingId, programId, cohortId, shown }, context);
    const handled = await this.#commands.execute<RequestRanking, Handled<RankingEvent>>(command);
    const row = rowOf(rankingView, handled.history as never[], rankingId) ?? rankingView.blank;
    const ranking = { ...row, id: rankingId, tenantId: context.tenantId };
    return { ranking, token: consistencyToken('engagements', handled) };
  }
}

/** The reasons are for the participant. */
const readable = ({ edges, pageInfo }: Page<CoachProposalsView>): Page<ForReaders<CoachProposalsView>> => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: forReaders(node, [node.participantId]) })),
  pageInfo,
});
