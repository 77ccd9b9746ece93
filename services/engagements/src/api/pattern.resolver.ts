import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, ReadModels, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/pattern.ts';
import { type WorkCommand } from '../domain/work.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { PatternView, patternView } from '../read-models/pattern-view.ts';
import { withChange } from '../read-models/work-entry.ts';
import { Audiences, type ForReaders } from './audiences.ts';
import {
  FormAlternativeInput,
  NamePatternInput,
  PatternPayload,
  RevisePatternInput,
  TryAlternativeInput,
} from './practices.types.ts';
import { Words } from './words.ts';
import { Work } from './work.ts';

/** Patterns of the working model. */
@Resolver(() => EngagementView)
export class PatternResolver {
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

  @ResolveField(() => [PatternView], { nullable: true, description: 'Patterns that are for the caller.' })
  async patterns(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext) {
    const rows = await this.#models.of(PatternView).allBy(context, 'engagementId', id);
    return (await this.#audiences.forCaller(context, rows)).map((row) => this.#told(context, row));
  }

  @Mutation(() => PatternPayload, { description: 'Gives a pattern words.' })
  async namePattern(@Args('input') input: NamePatternInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, trigger, expectation, protectiveStrategy } = input;
    const aboutId = await this.#work.aboutOf(context, engagementId, input.aboutId);
    const of = { engagementId, patternId: newId(context, 'pattern'), aboutId };
    const words = { trigger, expectation, protectiveStrategy };
    return this.#change(current, new domain.NamePattern({ ...of, ...words }, context), of.patternId);
  }

  @Mutation(() => PatternPayload, { description: 'Tells a pattern otherwise.' })
  revisePattern(@Args('input') input: RevisePatternInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, patternId, trigger, expectation, protectiveStrategy } = input;
    const data = { engagementId, patternId, trigger, expectation, protectiveStrategy };
    const command = new domain.RevisePattern(data, contextFor(current, commandId));
    return this.#change(current, command, patternId);
  }

  @Mutation(() => PatternPayload, { description: 'Notes another way than the protective one.' })
  formAlternative(@Args('input') input: FormAlternativeInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, patternId, goalId, alternative } = input;
    const of = { engagementId, patternId, alternativeId: newId(context, 'alternative') };
    const data = { ...of, goalId: goalId ?? undefined, alternative };
    return this.#change(current, new domain.FormAlternative(data, context), patternId);
  }

  @Mutation(() => PatternPayload, { description: 'Notes that the other way was tried.' })
  tryAlternative(@Args('input') input: TryAlternativeInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, patternId, alternativeId, happened } = input;
    const data = { engagementId, patternId, alternativeId, happened };
    const command = new domain.TryAlternative(data, contextFor(current, commandId));
    return this.#change(current, command, patternId);
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const of = { aggregate: domain.pattern.name, id, view: patternView };
    const { row, token } = await this.#work.change(command, of);
    return { pattern: this.#told(current, row), token };
  }

  #told(context: RequestContext, row: ForReaders<PatternView>): ForReaders<PatternView> {
    const alternatives = row.alternatives.map((each) => {
      const tries = each.tries.map((one) => this.#words.of(context, 'AlternativeTry', one, 'happened'));
      return this.#words.of(context, 'Alternative', withChange(each, { tries }), 'alternative');
    });
    const told = withChange(row, { alternatives });
    return this.#words.of(context, 'Pattern', told, 'trigger', 'expectation', 'protectiveStrategy');
  }
}
