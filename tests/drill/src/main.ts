// npm run drill: hurts a platform of its own under load and checks that nothing was lost. Exit code 1 on any finding.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '@securebase/infra/build';
import { Command, InvalidArgumentError } from 'commander';
import { type Drill, runDrill } from './drill.ts';
import { describe } from './schedule.ts';

const number = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('A number greater than 0.');
  return value;
};

const options = new Command('npm run drill --')
  .description(
    'Starts a platform of its own, api, relay and projections as processes apart, commits durable. Under load it kills, freezes and restarts every kind of process, then checks: no acknowledged command lost, none carried out twice, no order changed, every read model equal to a fold of the log, everything recovered without a hand.',
  )
  .option('--seed <n>', 'decides every fault and command: a drill can be repeated', number)
  .option('--minutes <n>', 'how long the load lasts', number, 5)
  .option('--kills <n>', 'how many faults; nine are one of each', number)
  .option('--away <seconds>', 'how long the broker is taken away', number, 60)
  .option('--clients <n>', 'clients that send commands', number, 8)
  .option('--short', 'nine faults in a minute, the broker away for five seconds', false)
  .option('--keep', 'keep journal, data and logs even when nothing was found', false)
  .parse()
  .opts<{
    seed?: number;
    minutes: number;
    kills?: number;
    away: number;
    clients: number;
    short: boolean;
    keep: boolean;
  }>();

process.removeAllListeners('warning'); // kafkajs on Node 24 warns of negative time-outs, and means nothing by it
const started = performance.now();
const tell = (message: string) =>
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${message}`);

const seed = options.seed ?? Date.now() % 1_000_000;
const seconds = options.short ? 60 : options.minutes * 60;
const folder = join(import.meta.dirname, '..', '..', '..', '.local', 'drill', `${seed}-${process.pid}`);
mkdirSync(folder, { recursive: true });
const drill: Drill = {
  seed,
  seconds,
  kills: options.kills ?? (options.short ? 9 : Math.max(9, Math.round(options.minutes * 6))),
  away: options.short ? 5 : options.away,
  clients: options.clients,
  recovery: 180,
  folder,
  tell,
};
tell(`seed ${seed}: ${drill.kills} faults in ${seconds} s, ${drill.clients} clients`);

await build();
const { removeRig, startRig } = await import('./platform.ts'); // what it imports must be built first
const { stage } = await import('./stage.ts');
const rig = await startRig({ folder, tell });
try {
  const { faults, findings, ...counts } = await runDrill(rig, stage, drill);
  const { commands, acknowledged, refused, unanswered } = counts;
  console.log(
    JSON.stringify({ seed, seconds, kills: faults.map(describe), ...counts, findings: findings.length }),
  );
  const lines = findings.map(({ fault, what }) => `${fault}: ${what}`);
  for (const line of lines.slice(0, 50)) console.log(line);
  if (lines.length > 50) console.log(`… and ${lines.length - 50} more, in ${join(folder, 'findings')}`);
  const verdict =
    findings.length === 0 ? 'nothing was lost, doubled, reordered or wrong' : `${findings.length} findings`;
  console.log(
    `${faults.length} faults, ${commands} commands (${acknowledged} acknowledged, ${refused} refused, ${unanswered} tries without an answer): ${verdict}.`,
  );
  if (findings.length > 0) {
    writeFileSync(join(folder, 'findings'), lines.join('\n'));
    const again = `--seed ${seed} --minutes ${seconds / 60} --kills ${drill.kills} --away ${drill.away} --clients ${drill.clients}`;
    console.log(`To repeat: npm run drill -- ${again}. Evidence: ${folder}`);
    process.exitCode = 1;
  }
} finally {
  await rig.stop();
}
if (process.exitCode !== 1 && !options.keep) removeRig(folder);
