// What a run of tests or checks came to.
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export interface Tally {
  readonly what: string;
  readonly passed: number;
  readonly failed: number;
  /** Skipped tests count as failed: a test that does not run proves nothing. */
  readonly skipped: number;
  readonly seconds: number;
}

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests?: number;
  readonly numTodoTests?: number;
  readonly numRuntimeErrorTestSuites?: number;
}

const filesOf = (tier: string, packages: string) =>
  globSync(`${packages}/.results/${tier}.json`, { cwd: root }).map((file) => join(root, file));

/** Results of an earlier run are not this run's. */
export const forgetResults = (tier: string, packages = '{libs,services,tests}/*'): void => {
  for (const file of [...filesOf(tier, packages), ...filesOf(tier, '{gateway,infra,infra/embedded}')])
    rmSync(file);
};

/** The sum over the packages' results of a tier. `ok` is whether the runner itself said so. */
export const tallyOf = (what: string, files: readonly string[], ok: boolean, seconds: number): Tally => {
  let [passed, failed, skipped] = [0, 0, 0];
  for (const file of files.filter(existsSync)) {
    const results = JSON.parse(readFileSync(file, 'utf8')) as JestResults;
    passed += results.numPassedTests;
    failed += results.numFailedTests + (results.numRuntimeErrorTestSuites ?? 0);
    skipped += (results.numPendingTests ?? 0) + (results.numTodoTests ?? 0);
  }
  // Something failed that no test has counted, such as a build.
  if (!ok && failed + skipped === 0) failed = 1;
  return { what, passed, failed, skipped, seconds };
};

export const resultFiles = (tier: string, packages: readonly string[]): string[] =>
  packages.flatMap((folder) => filesOf(tier, folder));

/** Prints the table and the one line; returns the exit code. */
export const summarize = (tallies: readonly Tally[], more = ''): number => {
  const width = Math.max(...tallies.map(({ what }) => what.length));
  console.log();
  for (const { what, passed, failed, skipped, seconds } of tallies)
    console.log(
      `${failed + skipped === 0 ? '✓' : '✗'} ${what.padEnd(width)}  ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}  (${Math.round(seconds)} s)`,
    );
  if (more) console.log(more);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed + tally.skipped, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
};

export const timed = async <T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> => {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1_000 };
};
