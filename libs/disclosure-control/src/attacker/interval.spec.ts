import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scored } from './claim.ts';
import { intervals, pinned } from './interval.ts';
import { type AttackedPublished } from './published.ts';
import { cellsOf, seenOf } from './seen.ts';
import { loadSolver, type Solver } from './solver.ts';
import { smallGroups, spanOfKeys } from './span.ts';
import { byThreshold, knowledge, releasesOf, world } from './test/cubes.ts';

const K = 5;
let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

/** A table of counts with its row and column totals; the cells named in `hidden` are withheld. */
const table = (
  counts: readonly (readonly number[])[],
  hidden: (row: number, column: number) => boolean,
): readonly AttackedPublished[] => {
  let person = 0;
  const members = counts.map((row) => row.map((count) => Array.from({ length: count }, () => person++)));
  const cell = (
    key: Record<string, string>,
    people: readonly number[],
    withheld: boolean,
  ): AttackedPublished => {
    const of = { cube: 'c', period: 'p', role: 'r', key, people: Uint32Array.from(people) };
    return withheld
      ? { cell: of, state: 'WITHHELD' }
      : { cell: of, state: 'PUBLISHED', count: people.length };
  };
  return [
    ...members.flatMap((row, at) =>
      row.map((people, across) =>
        cell({ row: String(at), column: String(across) }, people, hidden(at, across)),
      ),
    ),
    ...members.map((row, at) => cell({ row: String(at) }, row.flat(), false)),
    ...(members[0] ?? []).map((_, across) =>
      cell(
        { column: String(across) },
        members.flatMap((row) => row[across] ?? []),
        false,
      ),
    ),
  ];
};
const bounds = (published: readonly AttackedPublished[]) =>
  intervals(seenOf([published]), { hierarchy: [] }, solver).map(({ low, high }) => [low, high]);

describe('Interval bounds on withheld counts', () => {
  it('of a table of 2 × 2 are those of Fréchet: max(0, row + column − all) … min(row, column)', () => {
    // Rows of 9 and 6, columns of 8 and 7, 15 in all.
    expect(
      bounds(
        table(
          [
            [6, 3],
            [2, 4],
          ],
          () => true,
        ),
      ),
    ).toEqual([
      [2, 8],
      [1, 7],
      [0, 6],
      [0, 6],
    ]);
  });

  it('shrink to the count where only one of a row is withheld', () => {
    const published = table(
      [
        [6, 3],
        [7, 8],
      ],
      (row, column) => row === 0 && column === 1,
    );
    expect(bounds(published)).toEqual([[3, 3]]);
    const [claim] = pinned(intervals(seenOf([published]), { hierarchy: [] }, solver), K);
    expect(claim && scored(claim, cellsOf([published]), K)?.people).toHaveLength(3);
  });

  it('pin counts that no sum of published ones gives, because none is below zero', () => {
    // Row 0 is full with its first cell: the other two are 0, and so the withheld cell below the second is its column.
    const hidden = [
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
    ].map(String);
    const published = table(
      [
        [6, 0, 0],
        [5, 3, 4],
      ],
      (row, column) => hidden.includes(String([row, column])),
    );
    expect(bounds(published)).toEqual([
      [0, 0],
      [0, 0],
      [3, 3],
      [4, 4],
    ]);
    expect(spanOfKeys(seenOf([published]), { hierarchy: [] }, K)).toEqual([]);
  });

  it('equal those of an enumeration of all tables with the published sums', () => {
    let narrow = 0;
    fc.assert(
      fc.property(
        fc.array(fc.nat(4), { minLength: 6, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (counts, hidden) => {
          const rows = [counts.slice(0, 3), counts.slice(3)];
          const isHidden = (row: number, column: number) => hidden[row * 3 + column] ?? false;
          const least = counts.map(() => Infinity);
          const most = counts.map(() => -Infinity);
          // Two free numbers fix a table of 2 × 3 with its sums.
          const columns = [0, 1, 2].map((at) => (counts[at] ?? 0) + (counts[at + 3] ?? 0));
          const first = counts.slice(0, 3).reduce((sum, count) => sum + count, 0);
          for (let a = 0; a <= (columns[0] ?? 0); a++)
            for (let b = 0; b <= (columns[1] ?? 0); b++) {
              const top = [a, b, first - a - b];
              const tried = [...top, ...columns.map((sum, at) => sum - (top[at] ?? 0))];
              const fits = tried.every(
                (count, at) => count >= 0 && (hidden[at] === true || count === counts[at]),
              );
              if (!fits) continue;
              for (const [at, count] of tried.entries()) {
                least[at] = Math.min(least[at] ?? count, count);
                most[at] = Math.max(most[at] ?? count, count);
              }
            }
          const expected = counts.flatMap((_, at) => (hidden[at] === true ? [[least[at], most[at]]] : []));
          narrow += expected.filter(([low, high]) => low === high).length;
          expect(bounds(table(rows, isHidden))).toEqual(expected);
        },
      ),
      { numRuns: 30, seed: 4 },
    );
    expect(narrow).toBeGreaterThan(20);
  }, 30_000);

  it('hold the true count in random releases, and pin only groups in the span of true cells', () => {
    let found = 0;
    fc.assert(
      fc.property(world, (one) => {
        const published = byThreshold(releasesOf(one), K);
        const [seen, truth] = [seenOf(published), cellsOf(published)];
        const known = intervals(seen, knowledge, solver);
        for (const { cell, low, high } of known) {
          expect(low).toBeLessThanOrEqual(truth[cell]?.length ?? -1);
          expect(high).toBeGreaterThanOrEqual(truth[cell]?.length ?? Infinity);
        }
        const claims = pinned(known, K);
        found += claims.length;
        const strongest = smallGroups(seen, truth, K);
        fc.pre(strongest.complete);
        const groups = new Set(strongest.hits.map(({ people }) => people.join()));
        for (const claim of claims) expect(groups).toContain(scored(claim, truth, K)?.people.join());
      }),
      { numRuns: 15, seed: 4 },
    );
    expect(found).toBeGreaterThan(20);
  }, 60_000);
});

describe('Those who answered', () => {
  it('are no more than everybody there', () => {
    const cell = (cube: string, key: Record<string, string>, count: number, withheld = false) => {
      const of = {
        cube,
        period: 'p',
        role: 'r',
        key,
        people: Uint32Array.from({ length: count }, (_, at) => at),
      };
      return withheld
        ? ({ cell: of, state: 'WITHHELD' } as const)
        : ({ cell: of, state: 'PUBLISHED', count } as const);
    };
    const published = [
      cell('staff', { team: 'a' }, 6),
      cell('staff', { team: 'b' }, 9),
      cell('answers', {}, 12),
      cell('answers', { team: 'a' }, 4, true),
      cell('answers', { team: 'b' }, 8, true),
    ];
    const known = (population: Record<string, string>) =>
      intervals(seenOf([published]), { hierarchy: [], population }, solver).map(({ low, high }) => [
        low,
        high,
      ]);
    expect(known({ answers: 'those who answered' })).toEqual([
      [3, 6],
      [6, 9],
    ]);
  });
});
