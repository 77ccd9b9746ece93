import { type Echelon, eliminate, reducedRows } from './elimination.ts';
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

/** What is looked for: a vector about at most `most` people, those in `chosen` not counted, that is not known. */
interface Wanted {
  readonly most: number;
  readonly chosen: ReadonlySet<number>;
  /** Vectors that are not looked for; they are a subspace. */
  readonly isKnown: (vector: Vector) => boolean;
}

/**
 * Vectors of the span that are about at most `most` people; none if there are none. Exact. It first narrows the space
 * by {@link kernelOf}. Then it takes as many disjoint bases as make sure that such a vector is not 0 in at most one place of
 * one of them: it is then the one row of the reduced echelon form that has its pivot there, or that row and some vector
 * that is 0 on all of the base. (The algorithm of Brouwer and Zimmermann for the minimum distance of a linear code, here
 * with bases that need not reach the whole dimension.) Where there are too few people for that, each place of a basis is
 * tried in turn, with those before it held at 0: at worst `dimension ** most` steps.
 * @throws BudgetSpent
 */
export const smallVectors = (
  space: Space,
  vectors: readonly Vector[],
  most: number,
  isKnown: (vector: Vector) => boolean,
): readonly Vector[] => searched(space, vectors, { most, isKnown, chosen: new Set() });

const searched = (space: Space, vectors: readonly Vector[], wanted: Wanted): readonly Vector[] => {
  const left = kernelOf(space, vectors, wanted.most, wanted.chosen).vectors;
  const small = amongst(space, left, wanted);
  if (small.length > 0 || left.length < 2 || left.every(wanted.isKnown)) return small;
  const bases = disjointBases(space, left, wanted);
  if (bases.some(({ rest }) => rest.length + 1 >= left.length)) return placeByPlace(space, left, wanted);
  for (const base of bases) {
    const rows = reducedRows(base, space.total, space.budget);
    const plain = amongst(space, rows, wanted);
    const found = plain.length > 0 ? plain : searched(space, base.rest, wanted);
    if (found.length > 0) return found;
    if (base.rest.length === 0) continue;
    for (const row of rows) {
      const together = searched(space, [...base.rest, row], wanted);
      if (together.length > 0) return together;
    }
  }
  return [];
};

const amongst = ({ sizes }: Space, vectors: readonly Vector[], { most, chosen, isKnown }: Wanted) =>
  vectors.filter((vector) => weightOf(vector, sizes, chosen) <= most && !isKnown(vector));

/** Of `most` people, one of these bases has at most one. */
const disjointBases = (
  { sizes, total, budget }: Space,
  vectors: readonly Vector[],
  { most, chosen }: Wanted,
): readonly Echelon[] => {
  const capacity = sizes.map((size, column) => (chosen.has(column) ? 0 : size));
  return Array.from({ length: Math.floor(most / 2) + 1 }, () => {
    const echelon = eliminate(vectors, capacity, total, budget);
    for (const pivot of echelon.pivots) capacity[pivot]!--;
    return echelon;
  });
};

const placeByPlace = (space: Space, vectors: readonly Vector[], wanted: Wanted): readonly Vector[] => {
  const { sizes, total, budget } = space;
  const { most, chosen } = wanted;
  const open = sizes.map((size, column) => (chosen.has(column) ? 0 : size));
  let left = vectors;
  for (const place of eliminate(vectors, open, total, budget).pivots.toSorted(
    (a, b) => sizes[b]! - sizes[a]!,
  )) {
    const size = sizes[place]!;
    const there = { ...wanted, most: most - size, chosen: new Set([...chosen, place]) };
    const found = size <= most ? searched(space, left, there) : [];
    if (found.length > 0) return found;
    const only = new Int32Array(sizes.length);
    only[place] = 1;
    left = eliminate(left, only, total, budget).rest;
    if (left.length === 0) break;
  }
  return [];
};
