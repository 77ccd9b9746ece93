import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, Opener, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/question.ts';
import { QuestionView, questionView } from '../read-models/question-view.ts';
import { type ForReaders } from './audiences.ts';
import { pairOf } from './pair.types.ts';
import {
  EssentialQuestionInput,
  EssentialQuestionPayload,
  OpenEssentialQuestionInput,
  QuestionSaying,
  RevisitEssentialQuestionInput,
  RewordEssentialQuestionInput,
  type Said,
} from './question.types.ts';
import { Standing } from './standing.ts';
import { Work } from './work.ts';

const { question } = domain;
type Change =
  | domain.OpenEssentialQuestion
  | domain.RewordEssentialQuestion
  | domain.RevisitEssentialQuestion
  | domain.RestEssentialQuestion;

@Resolver(() => QuestionView)
export class QuestionResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  constructor(work: Work, standing: Standing) {
    this.#work = work;
    this.#standing = standing;
  }

  @ResolveField(() => [QuestionSaying], {
    description: 'Its wordings, the first one first: the last one is how it is asked now.',
  })
  wordings(@Parent() { id, wordings, readerIds }: ForReaders<QuestionView>): Said[] {
    return wordings.map((each) => ({ ...each, questionId: id, field: 'wordings', readerIds }));
  }

  @ResolveField(() => [QuestionSaying], { description: 'When it was looked at again, and what came of it.' })
  visits(@Parent() { id, visits, readerIds }: ForReaders<QuestionView>): Said[] {
    return visits.map((each) => ({ ...each, questionId: id, field: 'visits', readerIds }));
  }

  @Mutation(() => EssentialQuestionPayload, { description: 'Asks an essential question.' })
  async openEssentialQuestion(
    @Args('input') input: OpenEssentialQuestionInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const data = {
      ...(await pairOf(this.#standing, input, context)),
      questionId: newId(context, question.name),
      words: input.words,
    };
    return this.#change(new domain.OpenEssentialQuestion(data, context));
  }

  @Mutation(() => EssentialQuestionPayload, {
    description: 'Asks it in other words; the earlier ones stay.',
  })
  async rewordEssentialQuestion(
    @Args('input') input: RewordEssentialQuestionInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { of, context } = await this.#found(input, current);
    return this.#change(new domain.RewordEssentialQuestion({ ...of, words: input.words }, context));
  }

  @Mutation(() => EssentialQuestionPayload, {
    description: 'Notes that it was looked at again; one that rests is alive again.',
  })
  async revisitEssentialQuestion(
    @Args('input') input: RevisitEssentialQuestionInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { of, context } = await this.#found(input, current);
    const thought = input.thought ?? undefined;
    return this.#change(new domain.RevisitEssentialQuestion({ ...of, thought }, context));
  }

  @Mutation(() => EssentialQuestionPayload, { description: 'Puts it to rest.' })
  async restEssentialQuestion(
    @Args('input') input: EssentialQuestionInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { of, context } = await this.#found(input, current);
    return this.#change(new domain.RestEssentialQuestion(of, context));
  }

  async #found({ commandId, questionId }: EssentialQuestionInput, current: RequestContext) {
    const context = contextFor(current, commandId);
    const hidden = ['QUESTION_NOT_FOUND', 'questionId'] as const;
    const of = { ...(await this.#work.whose(context, question.name, questionId, hidden)), questionId };
    return { of, context };
  }

  async #change(command: Change): Promise<EssentialQuestionPayload> {
    const thing = { aggregate: question.name, id: command.data.questionId, view: questionView };
    const { row, token } = await this.#work.change(command, thing);
    return { essentialQuestion: row, token };
  }
}

@Resolver(() => QuestionSaying)
export class QuestionSayingResolver {
  readonly #opener: Opener;
  constructor(opener: Opener) {
    this.#opener = opener;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The words; null when there are none, or erased.',
  })
  words(@Parent() { questionId: id, field, words }: Said, @CurrentContext() context: RequestContext) {
    return this.#opener.open(context, words, { object: 'EssentialQuestion', id, field, purpose: 'COACHING' });
  }
}
