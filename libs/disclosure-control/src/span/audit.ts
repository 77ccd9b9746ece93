import { Budget } from './budget.ts';
import { kernelOf, type Space } from './kernel.ts';
import { isTrue } from './relation.ts';
import { smallVectors } from './search.ts';
import { type Classes } from './classes.ts';
import { type Vector, weightOf } from './vector.ts';

/** Published cells of which a sum is about fewer than k people, or about which that could not be ruled out. */
export interface Finding {
  /** Places in the list of cells that was audited, ascending. */
  readonly cells: readonly number[];
}

export interface Audit {
  /** None: it is proved that no sum of the cells, with whatever factors, is about 1 … k − 1 people. */
  readonly findings: readonly Finding[];
  /** Multiplications spent. */
  readonly operations: number;
}

/**
 * Looks for vectors of 1 … k − 1 people in the linear span of published cells: sums and differences, with any fractions as
 * factors, that are 0 for everybody else. Wherever people stand with the same factor in such a sum, their count comes out;
 * where they stand with different ones, the difference of their values (one leaves and one joins: two means are enough).
 * So both are looked for.
 *
 * Exact: modulo a prime, and every relation that the proof rests on checked in whole numbers; what cannot be checked is a
 * finding. Of the many small vectors that there may be, one for each independent part is told at a time.
 * @param before that many cells, the first ones, were published earlier: what they tell alone is no finding
 * @throws BudgetSpent when not even the first look was possible
 */
export const audit = ({ sizes, cells }: Classes, before: number, k: number, operations: number): Audit => {
  const budget = new Budget(operations);
  const space: Space = { sizes, total: sizes.length + cells.length, budget };
  const cellsIn = (vectors: readonly Vector[]): Finding => ({
    cells: [...new Set(vectors.flatMap(({ columns }) => [...columns]))]
      .filter((column) => column >= sizes.length)
      .map((column) => column - sizes.length)
      .sort((a, b) => a - b),
  });
  const isKnown = ({ columns }: Vector): boolean => columns.every((column) => column < sizes.length + before);
  const { vectors, relations } = kernelOf(space, cells.map(vectorOf(sizes.length)), k - 1);
  const doubtful = relations.filter((relation) => !isTrue(relation, cells, sizes.length));
  const small = vectors.filter((vector) => weightOf(vector, sizes) < k && !isKnown(vector));
  const plain = [...doubtful, ...small].map((vector) => cellsIn([vector]));
  const findings = plain.length > 0 ? plain : smallVectors(space, vectors, k - 1, isKnown).map(cellsIn);
  return { findings, operations: operations - Math.max(budget.left, 0) };
};

const vectorOf =
  (classes: number) =>
  (cell: Int32Array, at: number): Vector => {
    const columns = new Int32Array(cell.length + 1);
    columns.set(cell);
    columns[cell.length] = classes + at;
    return { columns, values: new Int32Array(columns.length).fill(1) };
  };
