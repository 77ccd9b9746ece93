import { type Type } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { ActionView } from '../read-models/action-view.ts';
import { AgreementView } from '../read-models/agreement-view.ts';
import { ConditionView } from '../read-models/condition-view.ts';
import { ExperimentView } from '../read-models/experiment-view.ts';
import { GoalView } from '../read-models/goal-view.ts';
import { MidpointView } from '../read-models/midpoint-view.ts';
import { PatternView } from '../read-models/pattern-view.ts';
import { AbilityFindingView } from '../read-models/practices-views.ts';
import { QuestionView } from '../read-models/question-view.ts';
import { StrategyView } from '../read-models/strategy-view.ts';
import { lines } from '../read-models/timeline-view.ts';
import { withParties } from './agreement-versions.resolver.ts';
import { Audiences, type Entry, type Shares, type WithPeople } from './audiences.ts';
import { sharesGoals } from './goal.resolver.ts';
import { TimelineEntry } from './timeline.types.ts';
import { Told } from './told.ts';

type Row = Entry & { readonly tenantId: string; readonly id: string };

/** What a line names as its thing. */
const thingOf = ({ happened }: TimelineEntry): string | undefined =>
  (lines as Readonly<Record<string, { readonly thing?: string }>>)[happened]?.thing;

/** The things that lines of a timeline are about, as they stand now; null where they are not for the caller any more. */
@Resolver(() => TimelineEntry)
export class TimelineThingsResolver {
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #told: Told;
  constructor(models: ReadModels, audiences: Audiences, told: Told) {
    this.#models = models;
    this.#audiences = audiences;
    this.#told = told;
  }

  @ResolveField(() => AgreementView, {
    nullable: true,
    description: 'The version of the agreement, where it is about one.',
  })
  async agreement(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    const { agreementVersion, engagementId } = entry;
    if (agreementVersion === null) return null;
    const row = await this.#models.of(AgreementView).byId(context, `${engagementId}/${agreementVersion}`);
    const found = await this.#audiences.oneForCaller(context, row);
    return found && withParties(found);
  }

  @ResolveField(() => GoalView, { nullable: true, description: 'The goal, where it is about one.' })
  goal(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    return this.#thing(context, entry, 'goalId', GoalView, sharesGoals);
  }

  @ResolveField(() => ActionView, { nullable: true, description: 'The action, where it is about one.' })
  action(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    return this.#thing(context, entry, 'actionId', ActionView);
  }

  @ResolveField(() => QuestionView, {
    nullable: true,
    description: 'The essential question, where it is about one.',
  })
  essentialQuestion(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    return this.#thing(context, entry, 'questionId', QuestionView);
  }

  @ResolveField(() => MidpointView, {
    nullable: true,
    description: 'The midpoint review, where it is about one.',
  })
  midpointReview(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    return this.#thing(context, entry, 'reviewId', MidpointView);
  }

  @ResolveField(() => ExperimentView, {
    nullable: true,
    description: 'The experiment, where it is about one.',
  })
  async experiment(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    const row = await this.#thing(context, entry, 'experimentId', ExperimentView);
    return row && this.#told.experiment(context, row);
  }

  @ResolveField(() => PatternView, {
    nullable: true,
    description: 'The pattern with its alternatives, where it is about one of them.',
  })
  async pattern(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    const row = await this.#thing(context, entry, 'patternId', PatternView);
    return row && this.#told.pattern(context, row);
  }

  @ResolveField(() => StrategyView, { nullable: true, description: 'The strategy, where it is about one.' })
  async strategy(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    const row = await this.#thing(context, entry, 'strategyId', StrategyView);
    return row && this.#told.strategy(context, row);
  }

  @ResolveField(() => ConditionView, { nullable: true, description: 'The condition, where it is about one.' })
  async condition(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    const row = await this.#thing(context, entry, 'conditionId', ConditionView);
    return row && this.#told.condition(context, row);
  }

  @ResolveField(() => AbilityFindingView, {
    nullable: true,
    description: 'The finding on an ability, where it is about one.',
  })
  async abilityFinding(@Parent() entry: TimelineEntry, @CurrentContext() context: RequestContext) {
    const row = await this.#thing(context, entry, 'findingId', AbilityFindingView);
    return row && this.#told.abilityFinding(context, row);
  }

  async #thing<T extends Row>(
    context: RequestContext,
    entry: TimelineEntry,
    property: string,
    view: Type<T>,
    shares?: Shares,
  ): Promise<WithPeople<T> | null> {
    if (entry.thingId === null || thingOf(entry) !== property) return null;
    const row = await this.#models.of(view).byId(context, entry.thingId);
    return this.#audiences.oneForCaller(context, row, shares);
  }
}
