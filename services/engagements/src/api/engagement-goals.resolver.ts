import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, Opener, PageArgs, type RequestContext } from '@securebase/service-kit';
import { attainmentsOf } from '../domain/attainment.ts';
import { ActionView } from '../read-models/action-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { GoalView } from '../read-models/goal-view.ts';
import { MidpointView } from '../read-models/midpoint-view.ts';
import { QuestionView } from '../read-models/question-view.ts';
import { ActionConnection } from './action.types.ts';
import { Audiences, type WithPeople } from './audiences.ts';
import { type RatingForReaders, ratingsFor } from './goal-ratings.ts';
import { sharesGoals } from './goal.resolver.ts';
import { GoalAttainment, GoalConnection } from './goal.types.ts';
import { MidpointReviewConnection } from './midpoint.types.ts';
import { EssentialQuestionConnection } from './question.types.ts';

/** What an engagement is about: goals, actions, essential questions, the midpoint; to each reader what is for them. */
@Resolver(() => EngagementView)
export class EngagementGoalsResolver {
  readonly #audiences: Audiences;
  readonly #opener: Opener;
  constructor(audiences: Audiences, opener: Opener) {
    this.#audiences = audiences;
    this.#opener = opener;
  }

  @ResolveField(() => GoalConnection, {
    description: 'Its goals that are for the caller, the first one first.',
  })
  goals(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'scaledAt' } as const;
    return this.#audiences.page(context, engagement, GoalView, page, listing, sharesGoals);
  }

  @ResolveField(() => ActionConnection, {
    description: 'Its actions that are for the caller, the newest first.',
  })
  actions(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'committedAt', direction: 'DESC' } as const;
    return this.#audiences.page(context, engagement, ActionView, page, listing);
  }

  @ResolveField(() => EssentialQuestionConnection, {
    description: 'Its essential questions that are for the caller, the first one first.',
  })
  essentialQuestions(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'openedAt' } as const;
    return this.#audiences.page(context, engagement, QuestionView, page, listing);
  }

  @ResolveField(() => MidpointReviewConnection, {
    description: 'Its midpoint reviews that are for the caller, the newest first.',
  })
  midpointReviews(
    @Parent() engagement: EngagementView,
    @Args() page: PageArgs,
    @CurrentContext() context: RequestContext,
  ) {
    const listing = { orderBy: 'heldAt', direction: 'DESC' } as const;
    return this.#audiences.page(context, engagement, MidpointView, page, listing);
  }

  @ResolveField(() => [GoalAttainment], {
    description:
      'How far the goals of each are attained together: for every occasion and party of which the caller may read a rating.',
  })
  async goalAttainment(@Parent() engagement: EngagementView, @CurrentContext() context: RequestContext) {
    const listing = { where: { status: 'PURSUED' }, orderBy: 'scaledAt' } as const;
    const goals = await this.#audiences.all(context, engagement, GoalView, listing, sharesGoals);
    const opened = await Promise.all(goals.map((goal) => this.#opened(context, goal)));
    return attainmentsOf(opened).map((each) => ({ ...each, readerIds: [context.actorId] }));
  }

  async #opened(context: RequestContext, goal: WithPeople<GoalView>) {
    const { id, aboutId, weight } = goal;
    const current = ratingsFor(context.actorId, goal).filter(({ isCorrected }) => !isCorrected);
    const rated = async ({ id: ratingId, party, occasion, level }: RatingForReaders) => {
      const at = { object: 'GoalRating', id: ratingId, field: 'level', purpose: 'COACHING' };
      return { party, occasion, level: await this.#opener.open<number>(context, level, at) };
    };
    const [opened, ratings] = await Promise.all([
      this.#opener.open<number>(context, weight, {
        object: 'Goal',
        id,
        field: 'weight',
        purpose: 'COACHING',
      }),
      Promise.all(current.map(rated)),
    ]);
    return { aboutId, weight: opened, ratings };
  }
}
