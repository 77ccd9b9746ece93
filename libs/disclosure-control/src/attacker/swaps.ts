import { type Seen } from './seen.ts';

/** Two published cells that differ by few people: n·mean of one less that of the other is about those people alone. */
export interface Swap {
  readonly cells: readonly [number, number];
  /** In the first cell only, and in the second only; both of them sorted. */
  readonly people: readonly [readonly number[], readonly number[]];
  /**
   * Bounds on Σ values of the first people − Σ values of the second, from means that were rounded to `step`; undefined
   * where a mean is withheld.
   */
  readonly difference: { readonly low: number; readonly high: number } | undefined;
}

const without = (people: Uint32Array, others: Uint32Array): readonly number[] => {
  const known = new Set(others);
  return [...people].filter((person) => !known.has(person)).sort((a, b) => a - b);
};

const differenceOf = (first: Seen, second: Seen, step: number): Swap['difference'] => {
  if (first.mean === undefined || second.mean === undefined) return undefined;
  const [n, m] = [first.count ?? 0, second.count ?? 0];
  const [middle, error] = [n * first.mean - m * second.mean, ((n + m) * step) / 2];
  return { low: middle - error, high: middle + error };
};

/**
 * Swaps: pairs of published cells in which somebody left and somebody else came, 1 … k − 1 people in all. Their counts
 * give away nothing, and no group of people lies in their span (the vector has both signs); their means give bounds on
 * the difference between the people who left and those who came, who are known where one knows both memberships.
 * This goes beyond the rule on groups. Quadratic in the cells; `step` is what means are rounded to (above zero, in the
 * unit of the values).
 */
export const swaps = (
  seen: readonly Seen[],
  cells: readonly Uint32Array[],
  k: number,
  step = 0.1,
): readonly Swap[] => {
  const published = seen.filter(({ count }) => count !== undefined);
  return published.flatMap((first, at) =>
    published.slice(at + 1).flatMap((second): Swap[] => {
      const [mine, theirs] = [cells[first.id] ?? new Uint32Array(), cells[second.id] ?? new Uint32Array()];
      // Cells of very different sizes differ by many people.
      if (Math.abs(mine.length - theirs.length) >= k) return [];
      const people = [without(mine, theirs), without(theirs, mine)] as const;
      const [left, came] = people;
      if (left.length === 0 || came.length === 0 || left.length + came.length >= k) return [];
      const difference = differenceOf(first, second, step);
      return [{ cells: [first.id, second.id], people, difference }];
    }),
  );
};
