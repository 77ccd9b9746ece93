import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, ReadModels, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/strategy.ts';
import { type WorkCommand } from '../domain/work.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { KnownMap, KnownTie } from '../read-models/known-ties.ts';
import { StrategyView, strategyView } from '../read-models/strategy-view.ts';
import { withChange } from '../read-models/work-entry.ts';
import { Audiences, type ForReaders } from './audiences.ts';
import { ChooseStrategyInput, StrategyInput, StrategyPayload, TryStrategyInput } from './practices.types.ts';
import { Words } from './words.ts';
import { Work } from './work.ts';

/** Relational strategies for ties of a system map. */
@Resolver(() => EngagementView)
export class StrategyResolver {
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

  @ResolveField(() => [StrategyView], { nullable: true, description: 'Strategies that are for the caller.' })
  async strategies(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext) {
    const rows = await this.#models.of(StrategyView).allBy(context, 'engagementId', id);
    return (await this.#audiences.forCaller(context, rows)).map((row) => this.#told(context, row));
  }

  @Mutation(() => StrategyPayload, { description: 'Chooses a new way of relating, for a tie of a map.' })
  async chooseStrategy(@Args('input') input: ChooseStrategyInput, @CurrentContext() current: RequestContext) {
    const context = contextFor(current, input.commandId);
    const { engagementId, mapId, tieId, strategy } = input;
    const aboutId = await this.#work.aboutOf(context, engagementId, input.aboutId);
    const tieOf = await this.#engagementOf(context, mapId, tieId);
    const of = { engagementId, strategyId: newId(context, 'strategy'), aboutId };
    const data = { ...of, mapId, tieId, strategy, tieOf };
    return this.#change(current, new domain.ChooseStrategy(data, context), of.strategyId);
  }

  @Mutation(() => StrategyPayload, { description: 'Notes that a strategy was tried, and the response.' })
  tryStrategy(@Args('input') input: TryStrategyInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, strategyId, response } = input;
    const data = { engagementId, strategyId, response };
    return this.#change(current, new domain.TryStrategy(data, contextFor(current, commandId)), strategyId);
  }

  @Mutation(() => StrategyPayload, { description: 'Notes that a strategy is a way of relating now.' })
  adoptStrategy(@Args('input') input: StrategyInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, strategyId } = input;
    const context = contextFor(current, commandId);
    return this.#change(current, new domain.AdoptStrategy({ engagementId, strategyId }, context), strategyId);
  }

  @Mutation(() => StrategyPayload, { description: 'Lets a strategy go.' })
  dropStrategy(@Args('input') input: StrategyInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, strategyId } = input;
    const context = contextFor(current, commandId);
    return this.#change(current, new domain.DropStrategy({ engagementId, strategyId }, context), strategyId);
  }

  /** The engagement whose map has the tie now, as the topic of system mapping tells. */
  async #engagementOf(context: RequestContext, mapId: string, tieId: string): Promise<string | undefined> {
    const [map, tie] = await Promise.all([
      this.#models.of(KnownMap).byId(context, mapId),
      this.#models.of(KnownTie).byId(context, tieId),
    ]);
    return tie?.isThere && map && tie.mapId === map.id ? (map.engagementId ?? undefined) : undefined;
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const of = { aggregate: domain.strategy.name, id, view: strategyView };
    const { row, token } = await this.#work.change(command, of);
    return { strategy: this.#told(current, row), token };
  }

  #told(context: RequestContext, row: ForReaders<StrategyView>): ForReaders<StrategyView> {
    const tries = row.tries.map((each) => this.#words.of(context, 'StrategyTry', each, 'response'));
    return this.#words.of(context, 'Strategy', withChange(row, { tries }), 'strategy');
  }
}
