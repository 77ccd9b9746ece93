import { type AttackedPublished } from '../published.ts';
import { cellsOf, seenOf } from '../seen.ts';
import { smallGroups } from '../span.ts';
import { byThreshold, type RandomCell } from './cubes.ts';

/** Decides what of these cells is published, after everything released before. */
export type ReleaseOne = (
  cells: readonly RandomCell[],
  history: readonly (readonly AttackedPublished[])[],
) => readonly AttackedPublished[];

/** Releases one after another, each knowing what the earlier ones published. */
export const inTurn = (
  releases: readonly (readonly RandomCell[])[],
  one: ReleaseOne,
): readonly (readonly AttackedPublished[])[] =>
  releases.reduce<readonly (readonly AttackedPublished[])[]>(
    (history, cells) => [...history, one(cells, history)],
    [],
  );

/**
 * The plainest audited release, to try the attacks on: by threshold, then the cell of this release that is part of most
 * small groups is withheld until there are none. Earlier releases stay as they are.
 */
export const audited =
  (k: number): ReleaseOne =>
  (cells, history) => {
    const first = history.flat().length;
    let [now = []]: (readonly AttackedPublished[])[] = byThreshold([cells], k);
    for (;;) {
      const all = [...history, now];
      const { hits } = smallGroups(seenOf(all), cellsOf(all), k);
      if (hits.length === 0) return now;
      const parts = new Map<number, number>();
      for (const { claim } of hits)
        for (const { cell } of claim.terms)
          if (cell >= first) parts.set(cell - first, (parts.get(cell - first) ?? 0) + 1);
      const [worst] = [...parts].sort(([, a], [, b]) => b - a);
      if (!worst) throw new Error('An earlier release has a small group of its own.');
      now = now.map((one, at) => (at === worst[0] ? { cell: one.cell, state: 'WITHHELD' } : one));
    }
  };

/** An audit that forgets: every release is safe alone. */
export const forgetful =
  (k: number): ReleaseOne =>
  (cells) =>
    audited(k)(cells, []);

/** An audit of each role for itself: what a role has ever seen is safe, as long as roles do not talk. */
export const roleByRole =
  (k: number): ReleaseOne =>
  (cells, history) =>
    [...new Set(cells.map(({ role }) => role))].flatMap((role) =>
      audited(k)(
        cells.filter((cell) => cell.role === role),
        history.map((before) => before.filter(({ cell }) => cell.role === role)),
      ),
    );
