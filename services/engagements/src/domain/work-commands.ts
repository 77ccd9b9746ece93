import { type WorkCommand } from './work.ts';

type WorkCommandClass = new (...args: never[]) => WorkCommand;

/** Every command about the work of an engagement, on which the engagement decides first. Each part lists its own. */
export const workCommands: readonly WorkCommandClass[] = [];
