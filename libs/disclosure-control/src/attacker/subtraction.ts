import { type Attack, type Claim } from './claim.ts';
import { inside } from './leaves.ts';
import { type PublicKnowledge, type Seen } from './seen.ts';
import { byLevel, grouped, type Placed, placed } from './view.ts';

/** One published cell less others inside it. */
export interface Remainder {
  readonly whole: Placed;
  readonly parts: readonly Placed[];
  readonly count: number;
}

const countOf = ({ cell }: Placed): number => cell.count ?? 0;
const isPublished = ({ cell }: Placed): boolean => cell.count !== undefined;
const lies = (inner: Placed, outer: Placed): boolean => inner !== outer && inside(inner.key, outer.key);

const remainder = (whole: Placed, parts: readonly Placed[]): Remainder => ({
  whole,
  parts,
  count: parts.reduce((rest, part) => rest - countOf(part), countOf(whole)),
});

/** The claim that a remainder is a group of few people, where its count says so. */
export const claimOf = (attack: Attack, { whole, parts, count }: Remainder, k: number): readonly Claim[] =>
  count < 1 || count >= k
    ? []
    : [
        {
          attack,
          terms: [
            { cell: whole.cell.id, times: 1n },
            ...parts.map(({ cell }) => ({ cell: cell.id, times: -1n })),
          ],
          divisor: 1n,
          count,
        },
      ];

/** Cells of the same period about the same people. */
const blocks = (seen: readonly Seen[], knowledge: PublicKnowledge): readonly (readonly Placed[])[] =>
  grouped(placed(seen, knowledge), ({ block }) => block);

/**
 * Differencing: two published cells of one period of which one lies in the other (by its key, or because it is about a
 * part of the people, as those who answered are of everybody). Quadratic in the cells.
 */
export const differencing = (
  seen: readonly Seen[],
  knowledge: PublicKnowledge,
  k: number,
): readonly Claim[] =>
  grouped(placed(seen, knowledge).filter(isPublished), ({ cell }) => cell.period).flatMap((cells) =>
    cells.flatMap((whole) =>
      cells
        .filter((part) => lies(part, whole))
        .flatMap((part) => claimOf('DIFFERENCING', remainder(whole, [part]), k)),
    ),
  );

/** For each published cell and each finer level: the cell less all published cells of that level inside it. */
export const remainders = (seen: readonly Seen[], knowledge: PublicKnowledge): readonly Remainder[] =>
  blocks(seen, knowledge).flatMap((cells) => {
    const levels = [...byLevel(cells).values()];
    return cells.filter(isPublished).flatMap((whole) =>
      levels.flatMap((level) => {
        const parts = level.filter((part) => isPublished(part) && lies(part, whole));
        return parts.length === 0 ? [] : [remainder(whole, parts)];
      }),
    );
  });

/** Sibling subtraction: a published cell less all its published parts of one level leaves the withheld ones. */
export const siblingSubtraction = (
  seen: readonly Seen[],
  knowledge: PublicKnowledge,
  k: number,
): readonly Claim[] =>
  remainders(seen, knowledge)
    .filter(({ parts }) => parts.length > 1)
    .flatMap((rest) => claimOf('SIBLING_SUBTRACTION', rest, k));

/**
 * Roll-up of a hierarchy: as sibling subtraction, with the withheld parts of the level replaced by what is published of
 * them two levels down (or across, along another dimension). Cubic in the cells in the worst case.
 */
export const rollUp = (seen: readonly Seen[], knowledge: PublicKnowledge, k: number): readonly Claim[] =>
  blocks(seen, knowledge).flatMap((cells) => {
    const levels = [...byLevel(cells).values()];
    return cells.filter(isPublished).flatMap((whole) =>
      levels.flatMap((upper) => {
        const inner = upper.filter((part) => lies(part, whole));
        const [known, hidden] = [inner.filter(isPublished), inner.filter((part) => !isPublished(part))];
        return levels.flatMap((lower) => {
          const below = lower.filter(
            (part) => isPublished(part) && hidden.some((above) => lies(part, above)),
          );
          return below.length === 0 ? [] : claimOf('ROLL_UP', remainder(whole, [...known, ...below]), k);
        });
      }),
    );
  });
