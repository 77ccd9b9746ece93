import { action } from './action.ts';
import { conditionCommands } from './condition.ts';
import { experimentCommands } from './experiment.ts';
import { goal } from './goal.ts';
import { midpoint } from './midpoint.ts';
import { patternCommands } from './pattern.ts';
import { practicesCommands } from './practices.ts';
import { question } from './question.ts';
import { strategyCommands } from './strategy.ts';

import { RateAlliance, ShareAlliance } from './alliance.ts';
import { NameGuardedAspect, NoteEnergy, RedirectEnergy, ShareEnergy } from './energy.ts';
import * as entries from './entry-commands.ts';
import { MarkMomentOfMeeting } from './moment.ts';
import { CorrectNote, WriteNote } from './note.ts';
import { NoteRupture, RepairRupture } from './rupture.ts';
import { NoteSettledness } from './settledness.ts';
import { type WorkCommand } from './work.ts';

/** A command about the work of an engagement. */
export type WorkCommandClass = new (...args: never[]) => WorkCommand;

/** Every command about the work of an engagement, on which the engagement decides first. Each part lists its own. */
export const workCommands: readonly WorkCommandClass[] = [
  ...[goal, action, question, midpoint].flatMap(({ commands }) => [...commands]),
  ...experimentCommands,
  ...patternCommands,
  ...strategyCommands,
  ...conditionCommands,
  ...practicesCommands,

  ...[NoteSettledness, MarkMomentOfMeeting],
  ...[NoteEnergy, NameGuardedAspect, RedirectEnergy, ShareEnergy],
  ...[RateAlliance, ShareAlliance, NoteRupture, RepairRupture],
  ...[WriteNote, CorrectNote],
  ...Object.values(entries),
];
