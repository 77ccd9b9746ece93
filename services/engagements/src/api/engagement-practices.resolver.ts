import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  CurrentContext,
  type Page,
  PageArgs,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import { readersOf } from '../domain/audience.ts';
import { ConditionRatingView } from '../read-models/condition-rating-view.ts';
import { ConditionView } from '../read-models/condition-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { ExperimentView } from '../read-models/experiment-view.ts';
import { PatternView } from '../read-models/pattern-view.ts';
import { AbilityFindingView, PracticesView, practicesView } from '../read-models/practices-views.ts';
import { StrategyView } from '../read-models/strategy-view.ts';
import { withChange } from '../read-models/work-entry.ts';
import { Audiences, forReaders, type WithPeople } from './audiences.ts';
import { ConditionConnection, ConditionRatingConnection } from './condition.types.ts';
import {
  AbilityFindingConnection,
  ExperimentConnection,
  PatternConnection,
  StrategyConnection,
} from './practices.types.ts';
import { Told } from './told.ts';

const eachOf = <T>({ edges, pageInfo }: Page<T>, told: (node: T) => T): Page<T> => ({
  edges: edges.map(({ cursor, node }) => ({ cursor, node: told(node) })),
  pageInfo,
});

/** What is in use in an engagement, and what has come of it; to each reader what is for them. */
@Resolver(() => EngagementView)
export class EngagementPracticesResolver {
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #told: Told;
  constructor(models: ReadModels, audiences: Audiences, told: Told) {
    this.#models = models;
    this.#audiences = audiences;
    this.#told = told;
  }

  @ResolveField(() => PracticesView, {
    nullable: true,
    description: 'How the four practices stand; for those who take part.',
  })
  async practices(@Parent() engagement: EngagementView, @CurrentContext() context: RequestContext) {
    const readerIds = readersOf({ audience: 'TAKES_PART', authorId: '', aboutId: '' }, engagement);
    if (!readerIds.includes(context.actorId)) return null;
    const row = await this.#models.of(PracticesView).byId(context, engagement.id);
    const none = { ...practicesView.blank, tenantId: context.tenantId, id: engagement.id };
    return forReaders(withChange<PracticesView>(none, row ?? {}), readerIds);
  }

  @ResolveField(() => ExperimentConnection, {
    description: 'Its experiments that are for the caller, the first one first.',
  })
  async experiments(
    @Parent() engagement: EngagementView,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'designedAt' } as const;
    const page = await this.#audiences.page(context, engagement, ExperimentView, paging, listing);
    return eachOf(page, (row) => this.#told.experiment(context, row));
  }

  @ResolveField(() => PatternConnection, {
    description: 'Its patterns that are for the caller, the first one first.',
  })
  async patterns(
    @Parent() engagement: EngagementView,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'namedAt' } as const;
    const page = await this.#audiences.page(context, engagement, PatternView, paging, listing);
    return eachOf(page, (row) => this.#told.pattern(context, row));
  }

  @ResolveField(() => StrategyConnection, {
    description: 'Its strategies that are for the caller, the first one first.',
  })
  async strategies(
    @Parent() engagement: EngagementView,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'chosenAt' } as const;
    const page = await this.#audiences.page(context, engagement, StrategyView, paging, listing);
    return eachOf(page, (row) => this.#told.strategy(context, row));
  }

  @ResolveField(() => ConditionConnection, {
    description: 'The conditions of its environment that are for the caller, the first one first.',
  })
  async conditions(
    @Parent() engagement: EngagementView,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'namedAt', alsoFor: true } as const;
    const page = await this.#audiences.page(context, engagement, ConditionView, paging, listing);
    return eachOf(page, (row) => this.#told.condition(context, row));
  }

  @ResolveField(() => AbilityFindingConnection, {
    description:
      'What was found of the abilities, as far as it is for the caller, the newest first. Findings may disagree.',
  })
  async abilityFindings(
    @Parent() engagement: EngagementView,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'foundAt', direction: 'DESC' } as const;
    const page = await this.#audiences.page(context, engagement, AbilityFindingView, paging, listing);
    return eachOf(page, (row) => this.#told.abilityFinding(context, row));
  }
}

/** The ratings of a condition. */
@Resolver(() => ConditionView)
export class ConditionRatingsResolver {
  readonly #audiences: Audiences;
  readonly #told: Told;
  constructor(audiences: Audiences, told: Told) {
    this.#audiences = audiences;
    this.#told = told;
  }

  @ResolveField(() => ConditionRatingConnection, {
    description:
      'The caller’s own ratings, and those that were released, the newest first. None: it is not yet noticed.',
  })
  async ratings(
    @Parent() { id, engagementId, people }: WithPeople<ConditionView>,
    @Args() paging: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const of = ['conditionId', id] as const;
    const listing = { orderBy: 'ratedAt', direction: 'DESC', alsoFor: true, of } as const;
    const engagement = { ...people, id: engagementId };
    const page = await this.#audiences.page(context, engagement, ConditionRatingView, paging, listing);
    return eachOf(page, (row) => this.#told.conditionRating(context, row));
  }
}
