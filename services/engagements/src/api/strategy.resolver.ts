import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/strategy.ts';
import { type WorkCommand } from '../domain/work.ts';
import { StrategyView, strategyView } from '../read-models/strategy-view.ts';
import { ChooseStrategyInput, StrategyInput, StrategyPayload, TryStrategyInput } from './practices.types.ts';
import { Standing } from './standing.ts';
import { Told } from './told.ts';
import { Work } from './work.ts';

const aggregate = domain.strategy.name;

/** Relational strategies for ties of a system map. */
@Resolver(() => StrategyView)
export class StrategyResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #told: Told;
  constructor(work: Work, standing: Standing, told: Told) {
    this.#work = work;
    this.#standing = standing;
    this.#told = told;
  }

  @Mutation(() => StrategyPayload, { description: 'Chooses a new way of relating, for a tie of a map.' })
  async chooseStrategy(@Args('input') input: ChooseStrategyInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, mapId, tieId, strategy } = input;
    const aboutId = await this.#standing.aboutWhom(context, input);
    const tie = await this.#work.tie(context, tieId);
    const tieOf = tie?.mapId === mapId ? tie.engagementId : undefined;
    const of = { engagementId, strategyId: newId(context, 'strategy'), aboutId };
    const data = { ...of, mapId, tieId, strategy, tieOf };
    return this.#change(current, new domain.ChooseStrategy(data, context), of.strategyId);
  }

  @Mutation(() => StrategyPayload, { description: 'Notes that a strategy was tried, and the response.' })
  async tryStrategy(@Args('input') input: TryStrategyInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    const command = new domain.TryStrategy({ ...of, response: input.response }, context);
    return this.#change(current, command, of.strategyId);
  }

  @Mutation(() => StrategyPayload, { description: 'Notes that a strategy is a way of relating now.' })
  async adoptStrategy(@Args('input') input: StrategyInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    return this.#change(current, new domain.AdoptStrategy(of, context), of.strategyId);
  }

  @Mutation(() => StrategyPayload, { description: 'Lets a strategy go.' })
  async dropStrategy(@Args('input') input: StrategyInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    return this.#change(current, new domain.DropStrategy(of, context), of.strategyId);
  }

  /** Whose a strategy is that is there. */
  async #there({ commandId, strategyId }: StrategyInput, current: RequestContext) {
    const context = contextFor(current, commandId);
    const hidden = ['STRATEGY_NOT_FOUND', 'strategyId'] as const;
    const { engagementId, aboutId } = await this.#work.whose(context, aggregate, strategyId, hidden);
    return { context, of: { engagementId, aboutId, strategyId } };
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const { row, token } = await this.#work.change(command, { aggregate, id, view: strategyView });
    return { strategy: this.#told.strategy(current, row), token };
  }
}
