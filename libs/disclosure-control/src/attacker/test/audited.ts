import { type AttackedPublished } from '../published.ts';
import { cellsOf, seenOf } from '../seen.ts';
import { smallGroups } from '../span.ts';
import { byThreshold, type RandomCell } from './cubes.ts';

/**
 * The plainest audited release, to try the attacks on: by threshold, then the cell of this release that is part of most
 * small groups is withheld until there are none. Earlier releases stay as they are.
 */
export const byAudit = (
  releases: readonly (readonly RandomCell[])[],
  k: number,
): readonly (readonly AttackedPublished[])[] => {
  const done: (readonly AttackedPublished[])[] = [];
  for (const cells of releases) {
    let [now = []]: (readonly AttackedPublished[])[] = byThreshold([cells], k);
    for (;;) {
      const all = [...done, now];
      const { hits } = smallGroups(seenOf(all), cellsOf(all), k);
      if (hits.length === 0) break;
      const first = done.flat().length;
      const parts = new Map<number, number>();
      for (const { claim } of hits)
        for (const { cell } of claim.terms)
          if (cell >= first) parts.set(cell - first, (parts.get(cell - first) ?? 0) + 1);
      const [worst] = [...parts].sort(([, a], [, b]) => b - a);
      if (!worst) throw new Error('An earlier release has a small group of its own.');
      now = now.map((one, at) => (at === worst[0] ? { cell: one.cell, state: 'WITHHELD' } : one));
    }
    done.push(now);
  }
  return done;
};
