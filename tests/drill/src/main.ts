// npm run drill: what could go wrong, tried on a platform of its own. Exit code 1 on any finding.
import { build } from '@securebase/infra/build';
import { Command, InvalidArgumentError } from 'commander';
import { type CanaryOptions } from './canary/index.ts';
import { type FaultOptions } from './faults.ts';

const number = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('A number greater than 0.');
  return value;
};

process.removeAllListeners('warning'); // kafkajs on Node 24 warns of negative time-outs, and means nothing by it
const started = performance.now();
const tell = (message: string) => {
  console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${message}`);
};

const program = new Command('npm run drill --').description(
  'Tries on a platform of its own what must not happen.',
);
program
  .command('faults', { isDefault: true })
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
  .action(async (options: FaultOptions) => {
    await build();
    const { faults } = await import('./faults.ts'); // what it imports must be built first
    await faults(options, tell);
  });
program
  .command('canary')
  .description(
    'Plants a word of its own in every text of two tenants, then looks for it as every role of both and as nobody, through the whole schema, and in databases, topics, logs, metrics and files. 0 may turn up where the rules do not let them.',
  )
  .option('--plant', 'then plant leaks, one after the other, and show that each is found', false)
  .option('--keep', 'keep data and logs', false)
  .action(async (options: CanaryOptions) => {
    await build();
    const { canary } = await import('./canary/index.ts');
    await canary(options, tell);
  });
program
  .command('keys')
  .description(
    'Loses the database of keys under a running platform, restores an older backup of it and the newest, and gives up what cannot be restored. Meanwhile nobody may be shown as erased who is not, and nobody may come back who was.',
  )
  .option('--keep', 'keep data and logs', false)
  .action(async (options: { readonly keep: boolean }) => {
    await build();
    const { keysDrill } = await import('./keys/index.ts');
    await keysDrill(options, tell);
  });
await program.parseAsync();
