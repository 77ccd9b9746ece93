// Runs one tier of the tests of the package in the current folder: node infra/jest.ts unit|integration [jest options]
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDemand } from '@securebase/embedded';

const root = join(import.meta.dirname, '..');
const [tier = 'unit', ...rest] = process.argv.slice(2);
const tiers: Record<string, { match: string; ignore: string }> = {
  unit: { match: '**/*.spec.ts', ignore: '\\.int\\.spec\\.ts$' },
  integration: { match: '**/*.int.spec.ts', ignore: '/node_modules/' },
};
const chosen = tiers[tier];
if (!chosen) throw new Error(`There is no tier "${tier}"; there are: ${Object.keys(tiers).join(', ')}.`);

const results = join('.results', `${tier}.json`);
mkdirSync('.results', { recursive: true });
const files = globSync(chosen.match).filter(
  (file) => !/(^|\/)(node_modules|dist)\//.test(file) && !new RegExp(chosen.ignore).test(file),
);
if (files.length === 0) {
  writeFileSync(results, JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }));
  process.exit(0);
}

// The whole run shares one infrastructure; a package that is tested alone has its own, started when first asked for.
const own =
  process.env['SECUREBASE_TEST_SERVER'] === undefined && tier === 'integration'
    ? await onDemand()
    : undefined;
const child = spawn(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=TimeoutNegativeWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    ...['--config', join(root, 'jest.config.mjs'), '--rootDir', process.cwd()],
    ...['--testMatch', chosen.match, '--testPathIgnorePatterns', chosen.ignore, '/node_modules/', '/dist/'],
    ...['--json', '--outputFile', results, '--testTimeout', tier === 'unit' ? '5000' : '60000'],
    ...(tier === 'integration' && !rest.some((option) => /^(-w|--maxWorkers)/.test(option))
      ? ['--runInBand']
      : []),
    ...rest,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...own?.env } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const code = await new Promise<number>((resolve) => {
  child.once('exit', (status) => {
    resolve(status ?? 1);
  });
});
await own?.stop();
if (!existsSync(results)) writeFileSync(results, JSON.stringify({ numPassedTests: 0, numFailedTests: 1 }));
process.exitCode = code;
