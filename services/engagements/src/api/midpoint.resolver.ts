import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, Opener, type RequestContext } from '@securebase/service-kit';
import { HoldMidpointReview, midpoint } from '../domain/midpoint.ts';
import { MidpointView, midpointView } from '../read-models/midpoint-view.ts';
import { HoldMidpointReviewInput, MidpointReviewPayload } from './midpoint.types.ts';
import { pairOf } from './pair.types.ts';
import { Standing } from './standing.ts';
import { Work } from './work.ts';

@Resolver(() => MidpointView)
export class MidpointResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #opener: Opener;
  constructor(work: Work, standing: Standing, opener: Opener) {
    this.#work = work;
    this.#standing = standing;
    this.#opener = opener;
  }

  @ResolveField(() => String, { nullable: true, description: 'What was looked at; null when erased.' })
  lookedAt(@Parent() { id, lookedAt }: MidpointView, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, lookedAt, {
      object: 'MidpointReview',
      id,
      field: 'lookedAt',
      purpose: 'COACHING',
    });
  }

  @ResolveField(() => String, { nullable: true, description: 'What is to change; null when erased.' })
  toChange(@Parent() { id, toChange }: MidpointView, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, toChange, {
      object: 'MidpointReview',
      id,
      field: 'toChange',
      purpose: 'COACHING',
    });
  }

  @Mutation(() => MidpointReviewPayload, {
    description: 'Notes what was looked at half-way, and what is to change.',
  })
  async holdMidpointReview(
    @Args('input') input: HoldMidpointReviewInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { lookedAt, toChange } = input;
    const reviewId = newId(context, midpoint.name);
    const data = {
      ...(await pairOf(this.#standing, input, context)),
      reviewId,
      sessionId: input.sessionId ?? undefined,
    };
    const command = new HoldMidpointReview({ ...data, lookedAt, toChange }, context);
    const thing = { aggregate: midpoint.name, id: reviewId, view: midpointView };
    const { row, token } = await this.#work.change(command, thing);
    return { midpointReview: row, token };
  }
}
