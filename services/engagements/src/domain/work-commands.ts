import { conditionCommands } from './condition.ts';
import { experimentCommands } from './experiment.ts';
import { patternCommands } from './pattern.ts';
import { practicesCommands } from './practices.ts';
import { strategyCommands } from './strategy.ts';
import { type WorkCommand } from './work.ts';

type WorkCommandClass = new (...args: never[]) => WorkCommand;

/** Every command about the work of an engagement, on which the engagement decides first. Each part lists its own. */
export const workCommands: readonly WorkCommandClass[] = [
  ...experimentCommands,
  ...patternCommands,
  ...strategyCommands,
  ...conditionCommands,
  ...practicesCommands,
];
