import { type Space } from './kernel.ts';
import { type Vector } from './vector.ts';

/** A few vectors of a wide space in a space of their own columns, and the way back. */
export interface Compact {
  readonly space: Space;
  readonly vectors: readonly Vector[];
  readonly back: (vector: Vector) => Vector;
}

/** Numbers the columns that occur anew, classes of people first. O(lengths log lengths). */
export const compact = ({ sizes, budget }: Space, vectors: readonly Vector[]): Compact => {
  const columns = Int32Array.from(new Set(vectors.flatMap((vector) => [...vector.columns]))).sort();
  const numberOf = new Map(Array.from(columns, (column, number) => [column, number]));
  const people = columns.filter((column) => column < sizes.length);
  const mapped = (vector: Vector, of: (column: number) => number): Vector => ({
    columns: vector.columns.map(of),
    values: vector.values,
  });
  return {
    space: { sizes: people.map((column) => sizes[column]!), total: columns.length, budget },
    vectors: vectors.map((vector) => mapped(vector, (column) => numberOf.get(column)!)),
    back: (vector) => mapped(vector, (number) => columns[number]!),
  };
};
