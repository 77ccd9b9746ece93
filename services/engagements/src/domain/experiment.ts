import { type EngagementsEvent } from '@securebase/contracts';
import { type Beside, type Decider, ensure, seal } from '@securebase/domain-kit';
import { ChangeWork, ensureOwn, type OfEngagement, type OfPerson, whose, WorkCommand } from './work.ts';

export type ExperimentEvent = Extract<
  EngagementsEvent,
  { type: 'ExperimentDesigned' | 'ExperimentTried' | 'ExperimentDebriefed' }
>;

interface OfExperiment extends OfEngagement {
  readonly experimentId: string;
}
/** Whose work it is: given, or who says it. */
export interface About {
  readonly aboutId: string;
}

export class DesignExperiment extends WorkCommand<
  OfExperiment &
    About & { goalId?: string | undefined; relationship: string; design: string; prediction: string }
> {
  readonly type = 'DesignExperiment';
}
abstract class ChangeExperiment<D extends OfExperiment & About> extends ChangeWork<D> {
  override readonly hidden = ['EXPERIMENT_NOT_FOUND', 'experimentId'] as const;
}
export class TryExperiment extends ChangeExperiment<
  OfExperiment & About & { happened: string; support?: string | undefined }
> {
  readonly type = 'TryExperiment';
}
export class DebriefExperiment extends ChangeExperiment<OfExperiment & About & { learned: string }> {
  readonly type = 'DebriefExperiment';
}
type ExperimentCommand = DesignExperiment | TryExperiment | DebriefExperiment;

/** Undefined before it is designed. */
export type Experiment = (OfPerson & { readonly status: 'DESIGNED' | 'TRIED' | 'DEBRIEFED' }) | undefined;

const decide = (
  command: ExperimentCommand,
  experiment: Experiment,
  beside: Beside = {},
): ExperimentEvent[] => {
  const { engagementId, experimentId } = command.data;
  if (command.type === 'DesignExperiment') {
    ensure(!experiment, 'EXPERIMENT_ALREADY_DESIGNED');
    ensureOwn(command, command.data, beside, 'NOT_FOR_THIS_PARTY');
    const { aboutId, goalId, relationship, design, prediction } = command.data;
    const words = {
      relationship: seal(aboutId, relationship),
      design: seal(aboutId, design),
      prediction: seal(aboutId, prediction),
    };
    const goal = goalId === undefined ? {} : { goalId };
    return [{ type: 'ExperimentDesigned', data: { engagementId, experimentId, aboutId, ...goal, ...words } }];
  }
  ensure(experiment, 'EXPERIMENT_NOT_FOUND', ['input', 'experimentId']);
  ensureOwn(command, experiment, beside, 'EXPERIMENT_NOT_FOUND');
  const of = { engagementId, experimentId, aboutId: experiment.aboutId };
  switch (command.type) {
    case 'TryExperiment': {
      const { happened, support } = command.data;
      const there = support === undefined ? {} : { support: seal(of.aboutId, support) };
      return [{ type: 'ExperimentTried', data: { ...of, happened: seal(of.aboutId, happened), ...there } }];
    }
    case 'DebriefExperiment':
      ensure(experiment.status === 'TRIED', 'EXPERIMENT_NOT_TRIED');
      return [
        { type: 'ExperimentDebriefed', data: { ...of, learned: seal(of.aboutId, command.data.learned) } },
      ];
  }
};

const evolve = (experiment: Experiment, event: ExperimentEvent): Experiment => {
  if (event.type === 'ExperimentDesigned') return { ...whose(event), status: 'DESIGNED' };
  if (!experiment) return experiment;
  switch (event.type) {
    case 'ExperimentTried':
      return { ...experiment, status: 'TRIED' };
    case 'ExperimentDebriefed':
      return { ...experiment, status: 'DEBRIEFED' };
  }
};

export const experimentCommands = [DesignExperiment, TryExperiment, DebriefExperiment] as const;

/** Experiments: designed with a prediction, tried any number of times, debriefed after each. */
export const experiment: Decider<ExperimentCommand, ExperimentEvent, Experiment> = {
  name: 'experiment',
  commands: experimentCommands,
  streamId: (command) => command.data.experimentId,
  initialState: undefined,
  decide,
  evolve,
};
