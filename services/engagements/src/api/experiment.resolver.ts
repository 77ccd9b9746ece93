import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, ReadModels, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/experiment.ts';
import { type WorkCommand } from '../domain/work.ts';
import { EngagementView } from '../read-models/engagement-view.ts';
import { ExperimentView, experimentView } from '../read-models/experiment-view.ts';
import { withChange } from '../read-models/work-entry.ts';
import { Audiences, type ForReaders } from './audiences.ts';
import {
  DebriefExperimentInput,
  DesignExperimentInput,
  ExperimentPayload,
  TryExperimentInput,
} from './practices.types.ts';
import { Words } from './words.ts';
import { Work } from './work.ts';

/** Experiments of the secure base. */
@Resolver(() => EngagementView)
export class ExperimentResolver {
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

  @ResolveField(() => [ExperimentView], {
    nullable: true,
    description: 'Experiments that are for the caller.',
  })
  async experiments(@Parent() { id }: EngagementView, @CurrentContext() context: RequestContext) {
    const rows = await this.#models.of(ExperimentView).allBy(context, 'engagementId', id);
    return (await this.#audiences.forCaller(context, rows)).map((row) => this.#told(context, row));
  }

  @Mutation(() => ExperimentPayload, { description: 'Plans a new experience, with a prediction.' })
  async designExperiment(
    @Args('input') input: DesignExperimentInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, goalId, relationship, design, prediction } = input;
    const aboutId = await this.#work.aboutOf(context, engagementId, input.aboutId);
    const of = { engagementId, experimentId: newId(context, 'experiment'), aboutId };
    const words = { goalId: goalId ?? undefined, relationship, design, prediction };
    return this.#change(current, new domain.DesignExperiment({ ...of, ...words }, context), of.experimentId);
  }

  @Mutation(() => ExperimentPayload, { description: 'Notes that an experiment was tried.' })
  tryExperiment(@Args('input') input: TryExperimentInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, experimentId, happened, support } = input;
    const data = { engagementId, experimentId, happened, support: support ?? undefined };
    return this.#change(
      current,
      new domain.TryExperiment(data, contextFor(current, commandId)),
      experimentId,
    );
  }

  @Mutation(() => ExperimentPayload, { description: 'Notes what an experiment showed.' })
  debriefExperiment(@Args('input') input: DebriefExperimentInput, @CurrentContext() current: RequestContext) {
    const { commandId, engagementId, experimentId, learned } = input;
    const data = { engagementId, experimentId, learned };
    return this.#change(
      current,
      new domain.DebriefExperiment(data, contextFor(current, commandId)),
      experimentId,
    );
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const of = { aggregate: domain.experiment.name, id, view: experimentView };
    const { row, token } = await this.#work.change(command, of);
    return { experiment: this.#told(current, row), token };
  }

  #told(context: RequestContext, row: ForReaders<ExperimentView>): ForReaders<ExperimentView> {
    const tries = row.tries.map((each) =>
      this.#words.of(context, 'ExperimentTry', each, 'happened', 'support'),
    );
    const debriefs = row.debriefs.map((each) =>
      this.#words.of(context, 'ExperimentDebrief', each, 'learned'),
    );
    const told = withChange(row, { tries, debriefs });
    return this.#words.of(context, 'Experiment', told, 'relationship', 'design', 'prediction');
  }
}
