import { recipientsOf } from '@securebase/contracts';
import { Args, Float, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  contextFor,
  CurrentContext,
  newId,
  Opener,
  ReadModels,
  type RequestContext,
} from '@securebase/service-kit';
import * as commands from '../domain/goal-commands.ts';
import { goal } from '../domain/goal.ts';
import { GoalView, goalView, type RatingItem } from '../read-models/goal-view.ts';
import { Audiences, type Shares, type WithPeople } from './audiences.ts';
import {
  CorrectGoalRatingInput,
  GoalInput,
  GoalPayload,
  GoalRating,
  RateGoalInput,
  RescaleGoalInput,
  ScaleGoalInput,
} from './goal.types.ts';
import { ratingsFor } from './goal-ratings.ts';
import { pairOf } from './pair.types.ts';
import { Standing } from './standing.ts';
import { Work } from './work.ts';

/** With whom the agreement shares the goals. */
export const sharesGoals: Shares = (engagement) => recipientsOf(engagement, 'GOALS');

@Resolver(() => GoalView)
export class GoalResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #opener: Opener;
  constructor(work: Work, standing: Standing, models: ReadModels, audiences: Audiences, opener: Opener) {
    this.#work = work;
    this.#standing = standing;
    this.#models = models;
    this.#audiences = audiences;
    this.#opener = opener;
  }

  @Query(() => GoalView, { nullable: true, description: 'A goal that is for the caller.' })
  async goal(@Args('id', { type: () => ID }) id: string, @CurrentContext() context: RequestContext) {
    const row = await this.#models.of(GoalView).byId(context, id);
    return this.#audiences.oneForCaller(context, row, sharesGoals);
  }

  @ResolveField(() => String, { nullable: true, description: 'What is to be reached; null when erased.' })
  title(@Parent() { id, title }: GoalView, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, title, { object: 'Goal', id, field: 'title', purpose: 'COACHING' });
  }

  @ResolveField(() => [String], {
    nullable: true,
    description: 'What each of the five levels is like, from −2 to +2; null when erased.',
  })
  levels(@Parent() { id, levels }: GoalView, @CurrentContext() context: RequestContext) {
    return this.#opener.open<string[]>(context, levels, {
      object: 'Goal',
      id,
      field: 'levels',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'How much it counts beside the other goals; null when erased.',
  })
  weight(@Parent() { id, weight }: GoalView, @CurrentContext() context: RequestContext) {
    return this.#opener.open<number>(context, weight, {
      object: 'Goal',
      id,
      field: 'weight',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => [GoalRating], {
    description: 'What was said of it over time, as far as it is for the caller.',
  })
  ratings(@Parent() row: WithPeople<GoalView>, @CurrentContext() { actorId }: RequestContext) {
    return ratingsFor(actorId, row);
  }

  @Mutation(() => GoalPayload, { description: 'Sets a goal and describes its five levels.' })
  async scaleGoal(@Args('input') input: ScaleGoalInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const goalId = newId(context, goal.name);
    const { title, levels, weight } = input;
    const data = { ...(await pairOf(this.#standing, input, context)), goalId, title, levels, weight };
    return this.#change(new commands.ScaleGoal(data, context));
  }

  @Mutation(() => GoalPayload, {
    description: 'Describes the levels of a goal anew, before its baseline is taken.',
  })
  async rescaleGoal(@Args('input') input: RescaleGoalInput, @CurrentContext() context: RequestContext) {
    const { scaling: replaces, title, levels, weight } = input;
    return this.#send(commands.RescaleGoal, input, { replaces, title, levels, weight }, context);
  }

  @Mutation(() => GoalPayload, { description: 'Says how far a goal is attained: first the baseline.' })
  async rateGoal(@Args('input') input: RateGoalInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { party, occasion, scaling, level } = input;
    const rating = { ratingId: newId(context, 'rating'), party, occasion, scaling, level };
    return this.#send(commands.RateGoal, input, rating, context);
  }

  @Mutation(() => GoalPayload, {
    description: 'Corrects a rating of the caller: it stays, and another one says what it should have said.',
  })
  async correctGoalRating(
    @Args('input') input: CorrectGoalRatingInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { ratingId: corrects, level } = input;
    const rating = { ratingId: newId(context, 'rating'), corrects, level };
    return this.#send(commands.CorrectGoalRating, input, rating, context);
  }

  @Mutation(() => GoalPayload, { description: 'Notes that a goal is not pursued any more.' })
  async dropGoal(@Args('input') input: GoalInput, @CurrentContext() context: RequestContext) {
    return this.#send(commands.DropGoal, input, {}, context);
  }

  /** A command about a goal that is there. */
  async #send<More extends object>(
    Change: new (
      data: Awaited<ReturnType<Work['whose']>> & { goalId: string } & More,
      context: RequestContext,
    ) => commands.GoalCommand,
    { commandId, goalId }: GoalInput,
    more: More,
    current: RequestContext,
  ) {
    const context = contextFor(current, commandId);
    const of = await this.#work.whose(context, goal.name, goalId, ['GOAL_NOT_FOUND', 'goalId']);
    return this.#change(new Change({ ...of, goalId, ...more }, context));
  }

  async #change(command: commands.GoalCommand): Promise<GoalPayload> {
    const thing = { aggregate: goal.name, id: command.data.goalId, view: goalView };
    const { row, token } = await this.#work.change(command, thing);
    return { goal: row, token };
  }
}

@Resolver(() => GoalRating)
export class GoalRatingResolver {
  readonly #opener: Opener;
  constructor(opener: Opener) {
    this.#opener = opener;
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'The level, from −2 (much less than expected) to +2 (much more); null when erased.',
  })
  level(@Parent() { id, level }: RatingItem, @CurrentContext() context: RequestContext) {
    return this.#opener.open<number>(context, level, {
      object: 'GoalRating',
      id,
      field: 'level',
      purpose: 'COACHING',
    });
  }
}
