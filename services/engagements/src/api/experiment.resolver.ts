import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { contextFor, CurrentContext, newId, type RequestContext } from '@securebase/service-kit';
import * as domain from '../domain/experiment.ts';
import { type WorkCommand } from '../domain/work.ts';
import { ExperimentView, experimentView } from '../read-models/experiment-view.ts';
import {
  DebriefExperimentInput,
  DesignExperimentInput,
  type ExperimentInput,
  ExperimentPayload,
  TryExperimentInput,
} from './practices.types.ts';
import { Standing } from './standing.ts';
import { Told } from './told.ts';
import { Work } from './work.ts';

const aggregate = domain.experiment.name;

/** Experiments of the secure base. */
@Resolver(() => ExperimentView)
export class ExperimentResolver {
  readonly #work: Work;
  readonly #standing: Standing;
  readonly #told: Told;
  constructor(work: Work, standing: Standing, told: Told) {
    this.#work = work;
    this.#standing = standing;
    this.#told = told;
  }

  @Mutation(() => ExperimentPayload, { description: 'Plans a new experience, with a prediction.' })
  async designExperiment(
    @Args('input') input: DesignExperimentInput,
    @CurrentContext() current: RequestContext,
  ) {
    const context = contextFor(current, input.commandId);
    const { engagementId, goalId, relationship, design, prediction } = input;
    const aboutId = await this.#standing.aboutWhom(context, input);
    const of = { engagementId, experimentId: newId(context, 'experiment'), aboutId };
    const words = { goalId: goalId ?? undefined, relationship, design, prediction };
    return this.#change(current, new domain.DesignExperiment({ ...of, ...words }, context), of.experimentId);
  }

  @Mutation(() => ExperimentPayload, { description: 'Notes that an experiment was tried.' })
  async tryExperiment(@Args('input') input: TryExperimentInput, @CurrentContext() current: RequestContext) {
    const { context, of } = await this.#there(input, current);
    const { happened, support } = input;
    const command = new domain.TryExperiment({ ...of, happened, support: support ?? undefined }, context);
    return this.#change(current, command, of.experimentId);
  }

  @Mutation(() => ExperimentPayload, { description: 'Notes what an experiment showed.' })
  async debriefExperiment(
    @Args('input') input: DebriefExperimentInput,
    @CurrentContext() current: RequestContext,
  ) {
    const { context, of } = await this.#there(input, current);
    const command = new domain.DebriefExperiment({ ...of, learned: input.learned }, context);
    return this.#change(current, command, of.experimentId);
  }

  /** Whose an experiment is that is there. */
  async #there({ commandId, experimentId }: ExperimentInput, current: RequestContext) {
    const context = contextFor(current, commandId);
    const hidden = ['EXPERIMENT_NOT_FOUND', 'experimentId'] as const;
    const { engagementId, aboutId } = await this.#work.whose(context, aggregate, experimentId, hidden);
    return { context, of: { engagementId, aboutId, experimentId } };
  }

  async #change(current: RequestContext, command: WorkCommand, id: string) {
    const { row, token } = await this.#work.change(command, { aggregate, id, view: experimentView });
    return { experiment: this.#told.experiment(current, row), token };
  }
}
