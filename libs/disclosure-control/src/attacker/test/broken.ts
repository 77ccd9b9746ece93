import { claims } from '../attack.ts';
import { type Hit, scored } from '../claim.ts';
import { intervals, pinned } from '../interval.ts';
import { type AttackedPublished } from '../published.ts';
import { cellsOf, seenOf } from '../seen.ts';
import { type Solver } from '../solver.ts';
import { smallGroups } from '../span.ts';
import { knowledge } from './cubes.ts';

/** Everything that all attacks together find in some releases: nothing, where these are safe. */
export const brokenBy = (
  releases: readonly (readonly AttackedPublished[])[],
  k: number,
  solver: Solver,
): readonly Hit[] => {
  const [seen, truth] = [seenOf(releases), cellsOf(releases)];
  const strongest = smallGroups(seen, truth, k);
  if (!strongest.complete) throw new Error('The search for small groups did not end within its budget.');
  const claimed = [...claims(seen, knowledge, k), ...pinned(intervals(seen, knowledge, solver), k)];
  return [...strongest.hits, ...claimed.flatMap((claim) => scored(claim, truth, k) ?? [])];
};
