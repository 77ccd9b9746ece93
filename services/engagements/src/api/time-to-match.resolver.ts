import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { TimeToMatchView } from '../read-models/time-to-match-view.ts';
import {
  type MatchFigures,
  TimesToMatch,
  TimesToMatchArgs,
  TimeToMatch,
  TimeToMatchConnection,
} from './times-to-match.ts';

/** How long a match takes. */
@Resolver(() => TimeToMatch)
export class TimeToMatchResolver {
  readonly #models: ReadModels;
  readonly #times: TimesToMatch;
  constructor(models: ReadModels, times: TimesToMatch) {
    this.#models = models;
    this.#times = times;
  }

  @Query(() => TimeToMatchConnection, {
    description:
      'How long it took from enrolment to a match, of each program or cohort in which somebody was matched.',
  })
  async timesToMatch(
    @Args() { programId, ofCohorts, ...paging }: TimesToMatchArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const where = { isCohort: ofCohorts, ...(programId != null && { programId }) };
    const { edges, pageInfo } = await this.#models.of(TimeToMatchView).page(context, paging, { where });
    const nodes = edges.map(async ({ cursor, node }) => ({
      cursor,
      node: await this.#times.figures(context, node),
    }));
    return { edges: await Promise.all(nodes), pageInfo };
  }

  @ResolveField(() => ProgramView, { nullable: true })
  program(@Parent() { programId }: MatchFigures, @CurrentContext() context: RequestContext) {
    return this.#models.of(ProgramView).byId(context, programId);
  }

  @ResolveField(() => CohortView, { nullable: true })
  cohort(@Parent() { cohortId }: MatchFigures, @CurrentContext() context: RequestContext) {
    return cohortId === null ? null : this.#models.of(CohortView).byId(context, cohortId);
  }
}

@Resolver(() => ProgramView)
export class ProgramTimeToMatchResolver {
  readonly #times: TimesToMatch;
  constructor(times: TimesToMatch) {
    this.#times = times;
  }

  @ResolveField(() => TimeToMatch, { description: 'How long a match takes; for those who run programs.' })
  timeToMatch(@Parent() { id }: ProgramView, @CurrentContext() context: RequestContext) {
    return this.#times.of(context, id, id);
  }
}

@Resolver(() => CohortView)
export class CohortTimeToMatchResolver {
  readonly #times: TimesToMatch;
  constructor(times: TimesToMatch) {
    this.#times = times;
  }

  @ResolveField(() => TimeToMatch, { description: 'How long a match takes; for those who run programs.' })
  timeToMatch(@Parent() { id, programId }: CohortView, @CurrentContext() context: RequestContext) {
    return this.#times.of(context, id, programId);
  }
}

export const TimeToMatchResolvers = [
  TimeToMatchResolver,
  ProgramTimeToMatchResolver,
  CohortTimeToMatchResolver,
];
