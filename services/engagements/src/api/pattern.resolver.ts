import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/pattern.ts';
import { type WorkCommand } from '../domain/work.ts';
import { PatternView, patternView } from '../read-models/pattern-view.ts';
import {
  FormAlternativeInput,
  NamePatternInput,
  type PatternInput,
  PatternPayload,
  ReviseAlternativeInput,
  RevisePatternInput,
  TryAlternativeInput,
} from './practices.types.ts';
import { Standing } from './standing.ts';
import { Told } from './told.ts';
import { Work } from './work.ts';

const aggregate = domain.pattern.name;

/** Patterns of the working model. */
@Resolver(() => PatternView)
export class PatternResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #told: Told;
  constructor(work: Work, standing: Standing, told: Told) {
    this.#work = work;
    this.#standing = standing;
    this.#told = told;
  }

  @Mutation(() => PatternPayload, { description: 'Gives a pattern words.' })
  async namePattern(@Args('input') input: NamePatternInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, trigger, expectation, protectiveStrategy } = input;
    const aboutId = await this.#standing.aboutWhom(context, input);
    const of = { engagementId, patternId: newId(context, 'pattern'), aboutId };
    const words = { trigger, expectation, protectiveStrategy };
    return this.#change(current, new domain.NamePattern({ ...of, ...words }, context), of.patternId);
  }

  @Mutation(() => PatternPayload, { description: 'Tells a pattern otherwise.' })
  async revisePattern(@Args('input') input: RevisePatternInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    const { trigger, expectation, protectiveStrategy } = input;
    const words = { trigger, expectation, protectiveStrategy };
    return this.#change(current, new domain.RevisePattern({ ...of, ...words }, context), of.patternId);
  }

  @Mutation(() => PatternPayload, { description: 'Notes another way than the protective one.' })
  async formAlternative(
    @Args('input') input: FormAlternativeInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { context, of } = await this.#there(input, current);
    const { goalId, alternative } = input;
    const formed = { alternativeId: newId(context, 'alternative'), goalId: goalId ?? undefined, alternative };
    return this.#change(current, new domain.FormAlternative({ ...of, ...formed }, context), of.patternId);
  }

  @Mutation(() => PatternPayload, {
    description: 'Tells the other way otherwise, after it was tried or before.',
  })
  async reviseAlternative(
    @Args('input') input: ReviseAlternativeInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { context, of } = await this.#there(input, current);
    const { alternativeId, alternative } = input;
    const command = new domain.ReviseAlternative({ ...of, alternativeId, alternative }, context);
    return this.#change(current, command, of.patternId);
  }

  @Mutation(() => PatternPayload, { description: 'Notes that the other way was tried.' })
  async tryAlternative(@Args('input') input: TryAlternativeInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    const { alternativeId, happened } = input;
    const command = new domain.TryAlternative({ ...of, alternativeId, happened }, context);
    return this.#change(current, command, of.patternId);
  }

  /** Whose a pattern is that is there. */
  async #there({ commandId, patternId }: PatternInput, current: RequestContext) {
    const context = contextFor(current, commandId);
    const hidden = ['PATTERN_NOT_FOUND', 'patternId'] as const;
    const { engagementId, aboutId } = await this.#work.whose(context, aggregate, patternId, hidden);
    return { context, of: { engagementId, aboutId, patternId } };
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const { row, token } = await this.#work.change(command, { aggregate, id, view: patternView });
    return { pattern: this.#told.pattern(current, row), token };
  }
}
