import { BudgetSpent } from './budget.ts';
import { eliminate } from './elimination.ts';
import { kernelOf, type Space } from './kernel.ts';
import { type Vector, weightOf } from './vector.ts';

/** Vectors that share people, directly or through others: a smallest vector lies within one such group. O(lengths). */
export const connected = (vectors: readonly Vector[], classes: number): readonly (readonly Vector[])[] => {
  const parent = vectors.map((_, at) => at);
  const rootOf = (at: number): number => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  const first = new Map<number, number>();
  vectors.forEach(({ columns }, at) => {
    for (const column of columns) {
      if (column >= classes) continue;
      const before = first.get(column);
      if (before === undefined) first.set(column, at);
      else parent[rootOf(at)] = rootOf(before);
    }
  });
  return [...Map.groupBy(vectors, (_, at) => rootOf(at)).values()];
};

/**
 * A vector of the span that is not 0 for at most `most` people, beside those in `chosen`; undefined if there is none. Exact:
 * every such vector is not 0 somewhere on a basis, so each place of a basis is tried in turn, with those before it held at
 * 0; what is left to search gets smaller by {@link kernelOf} at each step. At worst `dimension ** most` steps.
 * @param isKnown vectors that are not looked for; they are a subspace
 * @throws BudgetSpent
 */
export const smallVector = (
  space: Space,
  vectors: readonly Vector[],
  most: number,
  isKnown: (vector: Vector) => boolean,
  chosen: ReadonlySet<number> = new Set(),
): Vector | undefined => {
  const { sizes, total, budget } = space;
  let left = kernelOf(space, vectors, most, chosen).vectors;
  const small = left.find((vector) => weightOf(vector, sizes, chosen) <= most && !isKnown(vector));
  if (small || left.length < 2 || left.every(isKnown)) return small;
  const open = sizes.map((size, column) => (chosen.has(column) ? 0 : size));
  const basis = eliminate(left, open, total, budget);
  for (const place of basis.pivots.toSorted((a, b) => sizes[b]! - sizes[a]!)) {
    if (sizes[place]! <= most) {
      const within = new Set([...chosen, place]);
      const found = smallVector(space, left, most - sizes[place]!, isKnown, within);
      if (found) return found;
    }
    const only = new Int32Array(sizes.length);
    only[place] = 1;
    left = eliminate(left, only, total, budget).rest;
    if (left.length === 0) break;
  }
  return undefined;
};

/** As {@link smallVector}, one vector for each connected part, or all of a part that the budget did not suffice for. */
export const smallVectors = (
  space: Space,
  vectors: readonly Vector[],
  most: number,
  isKnown: (vector: Vector) => boolean,
): readonly (readonly Vector[])[] =>
  connected(vectors, space.sizes.length).flatMap((part) => {
    try {
      const found = smallVector(space, part, most, isKnown);
      return found ? [[found]] : [];
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      return [part];
    }
  });
