// npm test: every tier, on real Postgres and Kafka, and one summary. `npm test -- unit` runs one tier only.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onDemand, Problem } from '@securebase/embedded';
import { build, nx } from './build-all.ts';
import { step } from './progress.ts';
import { forgetResults, resultFiles, summarize, type Tally, tallyOf, timed } from './results.ts';

const root = join(import.meta.dirname, '..');
const everything = ['libs/*', 'services/*', 'tests/*', 'gateway', 'infra', 'infra/embedded'];
const endToEnd = ['tests/e2e'];
const tiers = ['unit', 'integration', 'e2e', 'drill'] as const;
type Tier = (typeof tiers)[number];

const packages = (tier: Tier) =>
  tier === 'e2e'
    ? endToEnd
    : everything
        .filter((each) => tier === 'unit' || each !== 'tests/*')
        .concat(tier === 'integration' ? ['tests/workspace', 'tests/bench', 'tests/drill'] : []);

const jest = async (
  tier: 'unit' | 'integration' | 'e2e',
  env: Readonly<Record<string, string>>,
): Promise<Tally> => {
  const target = tier === 'unit' ? 'test' : 'integration';
  const projects =
    tier === 'e2e'
      ? ['-p', '@securebase/e2e']
      : tier === 'integration'
        ? ['--exclude', '@securebase/e2e']
        : [];
  const files = () => resultFiles(tier === 'unit' ? 'unit' : 'integration', packages(tier));
  if (tier !== 'e2e') forgetResults(tier);
  Object.assign(process.env, env);
  // What talks to servers is run anew each time; pure functions need not be.
  const fresh = tier === 'unit' ? [] : ['--skip-nx-cache', '--parallel=1'];
  const { result, seconds } = await timed(() =>
    nx(['run-many', '-t', target, ...projects, ...fresh, '--outputStyle=static'], 'inherit'),
  );
  return tallyOf(tier, files(), result.ok, seconds);
};

/** The drills, short: what they find, they print. */
const drills = [['--short'], ['canary', '--plant'], ['keys']] as const;

const drill = (args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const script = join(root, 'tests/drill/src/main.ts');
    const stdio = ['ignore', 'inherit', 'inherit'] as const;
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: [...stdio] });
    child.once('exit', (code) => {
      resolve(code === 0);
    });
  });

const runDrills = async (): Promise<Tally> => {
  const { result, seconds } = await timed(async () => {
    const passed: boolean[] = [];
    for (const args of drills) passed.push(await drill(args));
    return passed.filter(Boolean).length;
  });
  return { what: 'drill', passed: result, failed: drills.length - result, skipped: 0, seconds };
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((each) => !(tiers as readonly string[]).includes(each));
const wanted = chosen.length === 0 ? tiers : tiers.filter((each) => chosen.includes(each));

const main = async (): Promise<number> => {
  if (unknown !== undefined)
    throw new Problem(
      `There is no tier "${unknown}".`,
      `Take any of: ${tiers.join(', ')}; or none, for all.`,
    );
  await step('Building', build);
  const servers = await onDemand();
  const tallies: Tally[] = [];
  try {
    for (const tier of wanted)
      tallies.push(tier === 'drill' ? await runDrills() : await jest(tier, servers.env));
  } finally {
    await servers.stop();
  }
  return summarize(tallies, `Servers: ${servers.used()}`);
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
