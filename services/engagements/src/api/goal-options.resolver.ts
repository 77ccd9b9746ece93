import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentContext, ReadModels, type RequestContext } from '@securebase/service-kit';
import { GoalView } from '../read-models/goal-view.ts';
import { Alternative, PatternView } from '../read-models/pattern-view.ts';
import { Audiences } from './audiences.ts';
import { Told } from './told.ts';

/** Which options somebody has for a goal. */
@Resolver(() => GoalView)
export class GoalOptionsResolver {
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #told: Told;
  constructor(models: ReadModels, audiences: Audiences, told: Told) {
    this.#models = models;
    this.#audiences = audiences;
    this.#told = told;
  }

  @ResolveField(() => [Alternative], {
    description: 'The distinct options for it: other ways than the protective ones, tried or not.',
  })
  async options(@Parent() { id, engagementId }: GoalView, @CurrentContext() context: RequestContext) {
    const rows = await this.#models.of(PatternView).allBy(context, 'engagementId', engagementId);
    const patterns = await this.#audiences.forCaller(context, rows);
    return patterns
      .flatMap((pattern) => this.#told.pattern(context, pattern).alternatives)
      .filter(({ goalId }) => goalId === id);
  }
}
