import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/condition.ts';
import { type WorkCommand } from '../domain/work.ts';
import { conditionRatingView } from '../read-models/condition-rating-view.ts';
import { ConditionView, conditionView } from '../read-models/condition-view.ts';
import {
  BringConditionForwardInput,
  ConditionInput,
  ConditionPayload,
  ConditionRatingInput,
  ConditionRatingPayload,
  MakeCommitmentInput,
  NameConditionInput,
  RateConditionInput,
  ReportCommitmentInput,
} from './condition.types.ts';
import { Standing } from './standing.ts';
import { Told } from './told.ts';
import { Work } from './work.ts';

const aggregate = domain.condition.name;

/** The ledger of conditions of the environment. */
@Resolver(() => ConditionView)
export class ConditionResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #told: Told;
  constructor(work: Work, standing: Standing, told: Told) {
    this.#work = work;
    this.#standing = standing;
    this.#told = told;
  }

  @Mutation(() => ConditionPayload, { description: 'Names what drains, or would help.' })
  async nameCondition(@Args('input') input: NameConditionInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, condition, wouldHelp, isShared } = input;
    const aboutId = await this.#standing.aboutWhom(context, input);
    const of = { engagementId, conditionId: newId(context, 'condition'), aboutId };
    const data = { ...of, condition, wouldHelp: wouldHelp ?? undefined, isShared };
    return this.#change(current, new domain.NameCondition(data, context), of.conditionId);
  }

  @Mutation(() => ConditionPayload, { description: 'Asks somebody with a part in the engagement to own it.' })
  async bringConditionForward(
    @Args('input') input: BringConditionForwardInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { context, of } = await this.#there(input, current);
    const command = new domain.BringConditionForward({ ...of, ownerId: input.ownerId }, context);
    return this.#change(current, command, of.conditionId);
  }

  @Mutation(() => ConditionPayload, { description: 'Takes it as one’s own; for somebody who was asked.' })
  async acceptCondition(@Args('input') input: ConditionInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    return this.#change(current, new domain.AcceptCondition(of, context), of.conditionId);
  }

  @Mutation(() => ConditionPayload, { description: 'Says what one will do; for the owner.' })
  async makeCommitment(@Args('input') input: MakeCommitmentInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    const { commitment, dueOn } = input;
    const made = { commitmentId: newId(context, 'commitment'), commitment, dueOn: dueOn ?? undefined };
    return this.#change(current, new domain.MakeCommitment({ ...of, ...made }, context), of.conditionId);
  }

  @Mutation(() => ConditionPayload, { description: 'Says what has become of a commitment; for the owner.' })
  async reportCommitment(
    @Args('input') input: ReportCommitmentInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { context, of } = await this.#there(input, current);
    const { commitmentId, status, report } = input;
    const data = { ...of, commitmentId, status, report: report ?? undefined };
    return this.#change(current, new domain.ReportCommitment(data, context), of.conditionId);
  }

  @Mutation(() => ConditionRatingPayload, {
    description: 'Says what has become of the condition, for oneself until it is released.',
  })
  async rateCondition(@Args('input') input: RateConditionInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    const ratingId = newId(context, 'rating');
    const command = new domain.RateCondition({ ...of, ratingId, rating: input.rating }, context);
    return this.#changeRating(current, command, ratingId);
  }

  @Mutation(() => ConditionRatingPayload, {
    description: 'Lets the owner and all who take part see one’s rating.',
  })
  async releaseConditionRating(
    @Args('input') input: ConditionRatingInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { context, of } = await this.#there(input, current);
    const { ratingId } = input;
    return this.#changeRating(
      current,
      new domain.ReleaseConditionRating({ ...of, ratingId }, context),
      ratingId,
    );
  }

  /** Of which engagement a condition is that is there. */
  async #there({ commandId, conditionId }: ConditionInput, current: RequestContext) {
    const context = contextFor(current, commandId);
    const hidden = ['CONDITION_NOT_FOUND', 'conditionId'] as const;
    const { engagementId } = await this.#work.whose(context, aggregate, conditionId, hidden);
    return { context, of: { engagementId, conditionId } };
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const { row, token } = await this.#work.change(command, { aggregate, id, view: conditionView });
    return { condition: this.#told.condition(current, row), token };
  }

  async #changeRating(current: RequestContext, command: WorkCommand, id: string) {
    const { row, token } = await this.#work.change(command, { aggregate, id, view: conditionRatingView });
    return { conditionRating: this.#told.conditionRating(current, row), token };
  }
}
