import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadSolver, type Solver } from './solver.ts';
import { byAudit } from './test/audited.ts';
import { brokenBy } from './test/broken.ts';
import { byThreshold, releasesOf, world } from './test/cubes.ts';

const K = 5;
let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

describe('All attacks together', () => {
  it('find nothing in audited releases of random cubes, and something without the audit', () => {
    let [broken, published, runs] = [0, 0, 0];
    fc.assert(
      fc.property(world, (one) => {
        const releases = releasesOf(one);
        const audited = byAudit(releases, K);
        expect(brokenBy(audited, K, solver)).toEqual([]);
        if (brokenBy(byThreshold(releases, K), K, solver).length > 0) broken += 1;
        if (audited.flat().some(({ state }) => state === 'PUBLISHED')) published += 1;
        runs += 1;
      }),
      { numRuns: 20, seed: 4 },
    );
    expect(broken).toBeGreaterThan(runs / 2);
    expect(published).toBeGreaterThan(runs / 2);
  }, 60_000);
});
