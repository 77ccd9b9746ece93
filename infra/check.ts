// npm run check: format, lint, types, unit tests and the repository's own rules; of what changed, or with --all of everything.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, nx } from './build-all.ts';
import { brokenSchemas } from './check/event-schemas.ts';
import { longFiles } from './check/files.ts';
import { badLicences } from './check/licences.ts';
import { step } from './progress.ts';
import { summarize, type Tally, timed } from './results.ts';

const root = join(import.meta.dirname, '..');
const all = process.argv.includes('--all');
const execute = promisify(execFile);

/** Runs a program; what it said is shown when it fails. */
const program = async (file: string, ...args: string[]): Promise<string[]> => {
  try {
    await execute(file, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    return [];
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return [`${stdout}${stderr}`.trim()];
  }
};
const target = async (name: string): Promise<string[]> => {
  const { ok, said } = await nx([...(all ? ['run-many'] : ['affected']), '-t', name, '--outputStyle=static']);
  return ok ? [] : [said];
};
const bin = (name: string) => join(root, 'node_modules/.bin', name);

const checks: readonly (readonly [what: string, run: () => Promise<string[]> | string[]])[] = [
  ['format', () => program(bin('prettier'), '--check', '--log-level', 'warn', '.')],
  ['lint', () => target('lint')],
  ['types', () => target('typecheck')],
  ['unit tests', () => target('test')],
  ['generated files', () => program(process.execPath, join(root, 'infra/generate.ts'), '--check')],
  ['event schemas', () => brokenSchemas(root)],
  ['licences', () => badLicences(root)],
  ['file length', () => longFiles(root)],
];

try {
  await step('Building', build);
  const tallies: Tally[] = [];
  for (const [what, run] of checks) {
    const { result, seconds } = await timed(() => step(what, async () => run()));
    for (const problem of result) console.error(`✗ ${what}\n${problem}\n`);
    tallies.push({
      what,
      passed: result.length === 0 ? 1 : 0,
      failed: result.length === 0 ? 0 : 1,
      skipped: 0,
      seconds,
    });
  }
  process.exitCode = summarize(
    tallies,
    all ? '' : 'Only what changed since main; everything: npm run check -- --all',
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
