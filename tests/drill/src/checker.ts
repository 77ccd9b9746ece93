// Compares what clients were told with what is there. Knows the journal, tables and topics; shares no code with the product.
import { checkCommands, checkEffects, checkRealTime } from './check-commands.ts';
import { checkLog, checkModel, checkTopic } from './check-remains.ts';
import { type Evidence } from './evidence.ts';
import { type Finding, finding } from './finding.ts';
import { type Entry } from './journal.ts';

/** Everything at once. */
export const check = (
  journal: readonly Entry[],
  { remains, models, consumers, parked }: Evidence,
): Finding[] => [
  ...checkCommands(journal, remains),
  ...checkEffects(journal, remains),
  ...checkRealTime(journal, remains),
  ...remains.flatMap(checkLog),
  ...remains.flatMap(checkTopic),
  ...models.flatMap(checkModel),
  ...consumers
    .filter(({ behind }) => behind > 0)
    .map(({ name, behind }) => finding('BEHIND', `${name} has ${behind} to go`)),
  ...parked.map((what) => finding('PARKED', what)),
];
