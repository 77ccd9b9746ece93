import { Args, ArgsType, Field, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Connection,
  CurrentContext,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { ArrayMaxSize, IsOptional } from 'class-validator';
import { IsNull, Not } from 'typeorm';
import { EngagementView } from '../read-models/engagement-view.ts';
import { ExperimentView } from '../read-models/experiment-view.ts';
import { Alternative, PatternView } from '../read-models/pattern-view.ts';
import { StrategyView } from '../read-models/strategy-view.ts';
import { TrialKind, TrialView } from '../read-models/trial-view.ts';
import { Audiences } from './audiences.ts';
import { Told } from './told.ts';

export const TrialConnection = Connection('Trial', () => TrialView);

@ArgsType()
export class TrialsArgs extends PageArgs {
  @IsOptional()
  @ArrayMaxSize(10)
  @Field(() => [TrialKind], { nullable: true, description: 'Of these kinds only; all when it is not given.' })
  kinds?: (keyof typeof TrialKind)[] | null;

  @IsOptional()
  @Field(() => ID, { nullable: true, description: 'Only what serves this goal; strategies name none.' })
  goalId?: string | null;
}

/** What was tried in an engagement. */
@Resolver(() => EngagementView)
export class TrialsResolver {
  readonly #audiences: Audiences;
  constructor(audiences: Audiences) {
    this.#audiences = audiences;
  }

  @ResolveField(() => TrialConnection, {
    description: 'What was tried in it, as far as it is for the caller, the newest first.',
  })
  trials(
    @Parent() engagement: EngagementView,
    @Args() { kinds, goalId, ...paging }: TrialsArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const where = {
      triedAt: Not(IsNull()),
      ...(kinds != null && { kind: kinds }),
      ...(goalId != null && { goalId: goalId.toLowerCase() }),
    };
    const listing = { where, orderBy: 'triedAt', direction: 'DESC' } as const;
    return this.#audiences.page(context, engagement, TrialView, paging, listing);
  }
}

/** What was tried, with what came of it. */
@Resolver(() => TrialView)
export class TrialResolver {
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #told: Told;
  constructor(models: ReadModels, audiences: Audiences, told: Told) {
    this.#models = models;
    this.#audiences = audiences;
    this.#told = told;
  }

  @ResolveField(() => ExperimentView, {
    nullable: true,
    description: 'The experiment, with what happened and what it showed.',
  })
  async experiment(@Parent() { kind, thingId }: TrialView, @CurrentContext() context: RequestContext) {
    if (kind !== 'EXPERIMENT') return null;
    const row = await this.#models.of(ExperimentView).byId(context, thingId);
    const found = await this.#audiences.oneForCaller(context, row);
    return found && this.#told.experiment(context, found);
  }

  @ResolveField(() => PatternView, { nullable: true, description: 'The pattern of the alternative.' })
  async pattern(@Parent() { kind, thingId }: TrialView, @CurrentContext() context: RequestContext) {
    if (kind !== 'ALTERNATIVE') return null;
    const row = await this.#models.of(PatternView).byId(context, thingId);
    const found = await this.#audiences.oneForCaller(context, row);
    return found && this.#told.pattern(context, found);
  }

  @ResolveField(() => Alternative, { nullable: true, description: 'The alternative, with what happened.' })
  async alternative(@Parent() trial: TrialView, @CurrentContext() context: RequestContext) {
    const pattern = await this.pattern(trial, context);
    return pattern?.alternatives.find(({ id }) => id === trial.id) ?? null;
  }

  @ResolveField(() => StrategyView, {
    nullable: true,
    description: 'The strategy, with how the system responded and what has become of it.',
  })
  async strategy(@Parent() { kind, thingId }: TrialView, @CurrentContext() context: RequestContext) {
    if (kind !== 'STRATEGY') return null;
    const row = await this.#models.of(StrategyView).byId(context, thingId);
    const found = await this.#audiences.oneForCaller(context, row);
    return found && this.#told.strategy(context, found);
  }
}
