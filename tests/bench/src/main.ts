// npm run bench: one JSON line per figure on standard output, progress on standard error.
import { build } from '@securebase/infra/build';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { figures, groups } from './figures.ts';
import { machine, reporter, type Setup } from './report.ts';

const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return number;
};
const known = (name: string, before: readonly string[] = []): readonly string[] => {
  if (!(name in figures)) throw new InvalidArgumentError(`There are: ${Object.keys(figures).join(', ')}.`);
  return [...before, name];
};

const program = new Command('npm run bench --')
  .description(
    'Measures speed and memory as ratios, both sides in one run, taking turns. Prints one JSON line per figure: its value and target, what was divided by what, the spread over the rounds.',
  )
  .addArgument(
    new Argument('[group]', 'measure these: libraries need no servers; without it, everything').choices(
      Object.keys(groups),
    ),
  )
  .option('--only <figure>', `measure this one (may be repeated): ${Object.keys(figures).join(', ')}`, known)
  .option('--quick', 'short rounds: shows that everything works; do not believe the figures', false)
  .option('--rounds <n>', 'rounds of each side', whole)
  .option('--engagements <n>', 'of the program: 1000, or 20 with --quick', whole)
  .option(
    '--beside <n>',
    'engagements beside which those of the program are asked about: 1000000, or 1000 with --quick',
    whole,
  )
  .option('--seed <n>', 'what ids are made of', whole, 1)
  .option('--strict', 'exit code 1 when a target is missed', false)
  .parse();
const options = program.opts<{
  only?: readonly string[];
  quick: boolean;
  rounds?: number;
  engagements?: number;
  beside?: number;
  seed: number;
  strict: boolean;
}>();

process.removeAllListeners('warning'); // kafkajs on Node 24 warns of negative time-outs, and means nothing by it
const { print, missed } = reporter((text) => process.stdout.write(text));
const started = performance.now();
const setup: Setup = {
  quick: options.quick,
  rounds: options.rounds ?? (options.quick ? 2 : 5),
  engagements: options.engagements,
  beside: options.beside,
  seed: options.seed,
  print,
  tell: (message) =>
    console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${message}`),
};

if (machine().load > machine().cores / 2)
  setup.tell(`the machine is busy (load ${machine().load.toFixed(1)}): ratios of throughput will be too low`);
setup.tell('building');
await build();
print({ figure: 'machine', value: machine().cores, unit: 'cores', ...machine(), quick: setup.quick });
let failed = 0;
const [group] = program.args;
for (const [name, measure] of Object.entries((group === undefined ? undefined : groups[group]) ?? figures)) {
  if (options.only && !options.only.includes(name)) continue;
  setup.tell(`${name}…`);
  try {
    await (
      await measure()
    )(setup);
  } catch (error) {
    failed++;
    console.error(`${name} could not be measured:`, error);
  }
}
if (missed.length > 0) console.error(`Below target: ${missed.join(', ')}`);
process.exitCode = failed > 0 || (options.strict && missed.length > 0) ? 1 : 0;
