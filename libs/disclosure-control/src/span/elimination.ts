import { type Budget } from './budget.ts';
import { inverse, PRIME, residue, times } from './field.ts';
import { type Vector } from './vector.ts';

/** Vectors in echelon form over the columns that may be pivots. */
export interface Echelon {
  /** For each row its pivot, where the row is 1 and every later row is 0. */
  readonly pivots: readonly number[];
  readonly rows: readonly Vector[];
  /** What is left of the vectors that depend on the others as far as the pivot columns go: 0 in all of those. */
  readonly rest: readonly Vector[];
}

/**
 * A workspace for vectors of a certain width: takes a vector apart in a dense array and remembers which places it
 * touched, so that clearing it costs no more than filling it.
 */
class Accumulator {
  readonly dense: Float64Array;
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  #count = 0;

  constructor(width: number) {
    this.dense = new Float64Array(width);
    this.#touched = new Int32Array(width);
    this.#isTouched = new Uint8Array(width);
  }

  /** Adds `factor` times the vector. */
  add({ columns, values }: Vector, factor: number): void {
    const { dense } = this;
    const [touched, isTouched] = [this.#touched, this.#isTouched];
    let count = this.#count;
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at]!;
      if (isTouched[column] === 0) {
        isTouched[column] = 1;
        touched[count++] = column;
      }
      dense[column] = residue(dense[column]! + factor * values[at]!);
    }
    this.#count = count;
  }

  /** The vector, `factor` times; the workspace is empty afterwards. */
  take(factor: number): Vector {
    const { dense } = this;
    let length = 0;
    for (let at = 0; at < this.#count; at++) {
      const column = this.#touched[at]!;
      this.#isTouched[column] = 0;
      if (dense[column] !== 0) this.#touched[length++] = column;
    }
    this.#count = 0;
    const columns = this.#touched.slice(0, length);
    const values = new Int32Array(length);
    for (let at = 0; at < length; at++) {
      values[at] = times(factor, dense[columns[at]!]!);
      dense[columns[at]!] = 0;
    }
    return { columns, values };
  }

  /** Of the columns that are not 0, the one with most capacity, and of those the first; −1 where none has any. */
  best(capacity: Int32Array): number {
    let found = -1;
    for (let at = 0; at < this.#count; at++) {
      const column = this.#touched[at]!;
      if (this.dense[column] === 0 || column >= capacity.length || capacity[column]! <= 0) continue;
      const more = found < 0 ? 1 : capacity[column]! - capacity[found]!;
      if (more > 0 || (more === 0 && column < found)) found = column;
    }
    return found;
  }
}

/**
 * Gaussian elimination modulo the prime, short vectors first, as they fill the others least. Only columns with a
 * `capacity` above 0 become pivots. The rows and the rest together are made of the vectors without loss: they span the
 * same space, and are independent if the vectors were. Cost: the sum, over all vectors, of the lengths of the rows that
 * are taken from them; `rank² · width` at worst.
 * @param total all columns: classes of people and cells
 * @throws BudgetSpent
 */
export const eliminate = (
  vectors: readonly Vector[],
  capacity: Int32Array,
  total: number,
  budget: Budget,
): Echelon => {
  const work = new Accumulator(total);
  const rowOf = new Int32Array(capacity.length).fill(-1);
  const echelon = { pivots: [] as number[], rows: [] as Vector[], rest: [] as Vector[] };
  for (const vector of vectors.toSorted((a, b) => a.columns.length - b.columns.length)) {
    work.add(vector, 1);
    let first = echelon.rows.length;
    for (const column of vector.columns)
      if (column < rowOf.length && rowOf[column]! >= 0 && rowOf[column]! < first) first = rowOf[column]!;
    let cost = vector.columns.length + echelon.rows.length - first;
    for (let at = first; at < echelon.rows.length; at++) {
      const value = work.dense[echelon.pivots[at]!]!;
      if (value === 0) continue;
      cost += echelon.rows[at]!.columns.length;
      work.add(echelon.rows[at]!, PRIME - value);
    }
    budget.spend(cost);
    const pivot = work.best(capacity);
    if (pivot < 0) {
      echelon.rest.push(work.take(1));
      continue;
    }
    rowOf[pivot] = echelon.rows.length;
    echelon.pivots.push(pivot);
    echelon.rows.push(work.take(inverse(work.dense[pivot]!)));
  }
  return echelon;
};

/**
 * The rows of an echelon form with every pivot standing alone in its column, among the rows; they span the same space.
 * @throws BudgetSpent
 */
export const reducedRows = ({ pivots, rows }: Echelon, total: number, budget: Budget): readonly Vector[] => {
  const work = new Accumulator(total);
  const reduced = [...rows];
  for (let row = rows.length - 2; row >= 0; row--) {
    work.add(rows[row]!, 1);
    let cost = rows[row]!.columns.length + rows.length - row;
    for (let later = row + 1; later < rows.length; later++) {
      const value = work.dense[pivots[later]!]!;
      if (value === 0) continue;
      cost += reduced[later]!.columns.length;
      work.add(reduced[later]!, PRIME - value);
    }
    budget.spend(cost);
    reduced[row] = work.take(1);
  }
  return reduced;
};
