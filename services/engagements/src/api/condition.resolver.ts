import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, ReadModels, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/condition.ts';
import { type WorkCommand } from '../domain/work.ts';
import { ConditionRatingView, conditionRatingView } from '../read-models/condition-rating-view.ts';
import { ConditionView, conditionView } from '../read-models/condition-view.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { withChange } from '../read-models/work-entry.ts';
import { Audiences, type ForReaders } from './audiences.ts';
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
import { Words } from './words.ts';
import { Work } from './work.ts';

/** The ledger of conditions of the environment. */
@Resolver(() => EngagementView)
export class ConditionResolver {
  readonly #work: Work;
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #words: Words;
  constructor(work: Work, models: ReadModels, audiences: Audiences, words: Words) {
    this.#work = work;
    this.#models = models;
    this.#audiences = audiences;
    this.#words = words;
  }

  @ResolveField(() => [ConditionView], {
    nullable: true,
    description: 'The conditions of the environment that are for the caller.',
  })
  async conditions(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext) {
    const rows = await this.#models.of(ConditionView).allBy(context, 'engagementId', id);
    return (await this.#audiences.forCaller(context, rows)).map((row) => this.#told(context, row));
  }

  @Mutation(() => ConditionPayload, { description: 'Names what drains, or would help.' })
  async nameCondition(@Args('input') input: NameConditionInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, condition, wouldHelp, isShared } = input;
    const aboutId = await this.#work.aboutOf(context, engagementId, input.aboutId);
    const of = { engagementId, conditionId: newId(context, 'condition'), aboutId };
    const data = { ...of, condition, wouldHelp: wouldHelp ?? undefined, isShared };
    return this.#change(current, new domain.NameCondition(data, context), of.conditionId);
  }

  @Mutation(() => ConditionPayload, { description: 'Asks somebody with a part in the engagement to own it.' })
  bringConditionForward(
    @Args('input') input: BringConditionForwardInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { commandId, engagementId, conditionId, ownerId } = input;
    const data = { engagementId, conditionId, ownerId };
    const command = new domain.BringConditionForward(data, contextFor(current, commandId));
    return this.#change(current, command, conditionId);
  }

  @Mutation(() => ConditionPayload, { description: 'Takes it as one’s own; for somebody who was asked.' })
  acceptCondition(@Args('input') input: ConditionInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, conditionId } = input;
    const context = contextFor(current, commandId);
    return this.#change(
      current,
      new domain.AcceptCondition({ engagementId, conditionId }, context),
      conditionId,
    );
  }

  @Mutation(() => ConditionPayload, { description: 'Says what one will do; for the owner.' })
  makeCommitment(@Args('input') input: MakeCommitmentInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, conditionId, commitment, dueOn } = input;
    const of = { engagementId, conditionId, commitmentId: newId(context, 'commitment') };
    const data = { ...of, commitment, dueOn: dueOn ?? undefined };
    return this.#change(current, new domain.MakeCommitment(data, context), conditionId);
  }

  @Mutation(() => ConditionPayload, { description: 'Says what has become of a commitment; for the owner.' })
  reportCommitment(@Args('input') input: ReportCommitmentInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, conditionId, commitmentId, status, report } = input;
    const data = { engagementId, conditionId, commitmentId, status, report: report ?? undefined };
    const command = new domain.ReportCommitment(data, contextFor(current, commandId));
    return this.#change(current, command, conditionId);
  }

  @Mutation(() => ConditionRatingPayload, {
    description: 'Says what has become of the condition, for oneself until it is released.',
  })
  rateCondition(@Args('input') input: RateConditionInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, conditionId, rating } = input;
    const ratingId = newId(context, 'rating');
    const command = new domain.RateCondition({ engagementId, conditionId, ratingId, rating }, context);
    return this.#changeRating(current, command, ratingId);
  }

  @Mutation(() => ConditionRatingPayload, {
    description: 'Lets the owner and all who take part see one’s rating.',
  })
  releaseConditionRating(
    @Args('input') input: ConditionRatingInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { commandId, engagementId, conditionId, ratingId } = input;
    const data = { engagementId, conditionId, ratingId };
    const command = new domain.ReleaseConditionRating(data, contextFor(current, commandId));
    return this.#changeRating(current, command, ratingId);
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const of = { aggregate: domain.condition.name, id, view: conditionView };
    const { row, token } = await this.#work.change(command, of);
    return { condition: this.#told(current, row), token };
  }

  async #changeRating(current: RequestContext, command: WorkCommand, id: string) {
    const of = { aggregate: domain.condition.name, id, view: conditionRatingView };
    const { row, token } = await this.#work.change(command, of);
    return { conditionRating: this.#words.of(current, 'ConditionRating', row, 'rating'), token };
  }

  #told(context: RequestContext, row: ForReaders<ConditionView>): ForReaders<ConditionView> {
    const commitments = row.commitments.map((each) =>
      this.#words.of(context, 'Commitment', each, 'commitment', 'report'),
    );
    return this.#words.of(context, 'Condition', withChange(row, { commitments }), 'condition', 'wouldHelp');
  }
}

/** The ratings of a condition. */
@Resolver(() => ConditionView)
export class ConditionRatingsResolver {
  readonly #models: ReadModels;
  readonly #audiences: Audiences;
  readonly #words: Words;
  constructor(models: ReadModels, audiences: Audiences, words: Words) {
    this.#models = models;
    this.#audiences = audiences;
    this.#words = words;
  }

  @ResolveField(() => [ConditionRatingView], {
    nullable: true,
    description: 'The caller’s own ratings, and those that were released. None: it is not yet noticed.',
  })
  async ratings(@Parent() { id }: ConditionView, @CurrentContext() context: RequestContext) {
    const rows = await this.#models.of(ConditionRatingView).allBy(context, 'conditionId', id);
    const found = await this.#audiences.forCaller(context, rows);
    return found.map((row) => this.#words.of(context, 'ConditionRating', row, 'rating'));
  }
}
