import { type Budget } from './budget.ts';
import { eliminate } from './elimination.ts';
import { peopleColumns, type Vector } from './vector.ts';

/** Where vectors live: one column for each class of people, then one for each cell. */
export interface Space {
  /** People in each class. */
  readonly sizes: Int32Array;
  /** Classes and cells. */
  readonly total: number;
  readonly budget: Budget;
}

export interface Kernel {
  /** A basis of a subspace that holds every vector with at most `most` people. */
  readonly vectors: readonly Vector[];
  /** What adds up to 0 for every person: sums of cells that are other sums of cells. */
  readonly relations: readonly Vector[];
}

/**
 * Where vectors of few people can be: a subspace of the span that has every vector that is not 0 for at most `most` people,
 * those in `except` not counted. Mostly it is empty, and that is a proof that there are none.
 *
 * Take `most + 1` sets of people, none of them in two sets, each set a basis: a vector of the span that is 0 on all of a
 * basis is 0. A vector of at most `most` people misses one set entirely. Where people run out before there are so many
 * bases, the vectors that are 0 on all who are left make up the subspace; it is then searched in the same way, until it
 * gets no smaller. Classes of more than `most` people can serve in every basis and go first. (In the words of matroids: the
 * number of disjoint bases of the columns bounds the smallest cocircuit from below, Edmonds 1965.)
 *
 * Cost: `most + 1` eliminations. @throws BudgetSpent
 */
export const kernelOf = (
  space: Space,
  vectors: readonly Vector[],
  most: number,
  except: ReadonlySet<number> = new Set(),
): Kernel => {
  const relations: Vector[] = [];
  let current = vectors;
  for (;;) {
    const small = withoutLarge(space, current, most, except);
    const independent = small.filter((vector) => peopleColumns(vector, space.sizes.length) > 0);
    const rest = packed(space, independent, most, except, relations);
    for (const vector of small) if (peopleColumns(vector, space.sizes.length) === 0) relations.push(vector);
    if (rest.length === 0 || rest.length === current.length) return { vectors: rest, relations };
    current = rest;
  }
};

const capacities = (
  { sizes }: Space,
  except: ReadonlySet<number>,
  of: (size: number) => number,
): Int32Array => sizes.map((size, column) => (except.has(column) ? 0 : of(size)));

/** The vectors that are 0 in every class of more than `most` people. */
const withoutLarge = (
  space: Space,
  vectors: readonly Vector[],
  most: number,
  except: ReadonlySet<number>,
): readonly Vector[] => {
  const large = capacities(space, except, (size) => (size > most ? size : 0));
  return eliminate(vectors, large, space.total, space.budget).rest;
};

/** The vectors that are 0 for everybody who is left when `most` disjoint bases were taken away. */
const packed = (
  space: Space,
  vectors: readonly Vector[],
  most: number,
  except: ReadonlySet<number>,
  relations: Vector[],
): readonly Vector[] => {
  const capacity = capacities(space, except, (size) => (size > most ? 0 : size));
  let independent = vectors;
  let rest: readonly Vector[] = [];
  for (let base = 0; base <= most && independent.length > 0; base++) {
    const echelon = eliminate(independent, capacity, space.total, space.budget);
    for (const pivot of echelon.pivots) capacity[pivot]!--;
    rest = echelon.rest;
    if (base > 0) continue;
    const nothing = new Set(rest.filter((vector) => peopleColumns(vector, space.sizes.length) === 0));
    relations.push(...nothing);
    // Which of the vectors depend on the others does not matter: the reduced ones span the same.
    if (nothing.size > 0) independent = [...echelon.rows, ...rest.filter((vector) => !nothing.has(vector))];
  }
  return rest.filter((vector) => peopleColumns(vector, space.sizes.length) > 0);
};
