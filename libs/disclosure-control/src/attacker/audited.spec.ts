import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { policyOf, release } from '../index.ts';
import { type Hit } from './claim.ts';
import { loadSolver, type Solver } from './solver.ts';
import { audited, forgetful, inTurn, type ReleaseOne, roleByRole } from './test/audited.ts';
import { brokenBy } from './test/broken.ts';
import { byThreshold, releasesOf, world } from './test/cubes.ts';

const K = 5;
const RUNS = 12;
let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

/** In how many of the random worlds somebody is found, and in how many anything is published. */
const outcome = (
  one: ReleaseOne,
  check: (found: readonly Hit[]) => void = () => undefined,
): { broken: number; published: number } => {
  let [broken, published] = [0, 0];
  fc.assert(
    fc.property(world, (made) => {
      const releases = inTurn(releasesOf(made), one);
      const found = brokenBy(releases, K, solver);
      check(found);
      if (found.length > 0) broken += 1;
      if (releases.flat().some(({ state }) => state === 'PUBLISHED')) published += 1;
    }),
    { numRuns: RUNS, seed: 4 },
  );
  return { broken, published };
};

const released: ReleaseOne = (cells, history) => release(cells, history, policyOf()).published;

describe('All attacks together on releases of random cubes', () => {
  it('find nothing in a release, and something is published', () => {
    const { published } = outcome(released, (found) => expect(found).toEqual([]));
    expect(published).toBeGreaterThan(RUNS * 0.6);
  }, 60_000);

  it('find nothing where everything released before is audited, and something is published', () => {
    const { published } = outcome(audited(K), (found) => expect(found).toEqual([]));
    expect(published).toBeGreaterThan(RUNS * 0.8);
  }, 60_000);

  it('find somebody in most of them without an audit', () => {
    expect(outcome((cells) => byThreshold([cells], K).flat()).broken).toBeGreaterThan(RUNS * 0.8);
  }, 60_000);

  it('find somebody where an audit forgets the earlier releases', () => {
    expect(outcome(forgetful(K)).broken).toBeGreaterThan(RUNS / 4);
  }, 60_000);

  it('find somebody where each role is audited for itself', () => {
    expect(outcome(roleByRole(K)).broken).toBeGreaterThan(RUNS / 4);
  }, 60_000);
});
