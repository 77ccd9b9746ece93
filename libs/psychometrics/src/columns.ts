import { Refusal } from './refusal.ts';

/** One number per row. A gap is `null` in an array and `NaN` in a `Float64Array`. */
export type Column = Float64Array | readonly (number | null)[];

/** Rows × columns of numbers. A gap is `null` in an array and `NaN` in the row-major `Float64Array`. */
export type Matrix =
  | { readonly rows: number; readonly columns: number; readonly values: Float64Array }
  | readonly (readonly (number | null)[])[];

/**
 * A column as typed array with `NaN` for gaps; a `Float64Array` is used as it is, not copied.
 *
 * Errors: `NOT_A_NUMBER` with its row for an infinite number, and for `NaN` in an array.
 */
export const columnOf = (column: Column): Float64Array => {
  if (column instanceof Float64Array) {
    const row = column.findIndex((x) => x === Infinity || x === -Infinity);
    if (row >= 0) throw new Refusal('NOT_A_NUMBER', { row });
    return column;
  }
  return Float64Array.from(column, (x, row) => {
    if (x === null) return NaN;
    if (!Number.isFinite(x)) throw new Refusal('NOT_A_NUMBER', { row });
    return x;
  });
};

export interface CompleteRows {
  /** All rows, one after the other; none is copied. */
  readonly values: Float64Array;
  /** Where each row without gaps begins. */
  readonly starts: Int32Array;
  /** How many have no gaps. */
  readonly rows: number;
  readonly columns: number;
  /** Rows that had a gap. */
  readonly dropped: number;
}

/**
 * The rows of a matrix that have no gaps (listwise deletion).
 *
 * Errors: `NOT_A_MATRIX` (with the row) where a row is shorter or longer than the first, `NOT_A_NUMBER` with row and
 * column for an infinite number, and for `NaN` in an array.
 */
export const completeRows = (matrix: Matrix): CompleteRows => {
  const given = isRows(matrix) ? dense(matrix) : checked(matrix);
  const { rows, columns, values } = given;
  const starts = new Int32Array(rows);
  let complete = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    const start = at;
    // x − x is 0, or NaN for a gap; two sums side by side, as each addition would wait for the one before.
    let [even, odd] = [0, 0];
    for (const end = start + columns - 1; at < end; at += 2) {
      const [x, y] = [values[at] ?? NaN, values[at + 1] ?? NaN];
      even += x - x;
      odd += y - y;
    }
    if (at < start + columns) {
      const x = values[at++] ?? NaN;
      odd += x - x;
    }
    if (even + odd === 0) starts[complete++] = start;
    else refuseInfinite(values, row, columns);
  }
  return { values, starts: starts.subarray(0, complete), rows: complete, columns, dropped: rows - complete };
};

const refuseInfinite = (values: Float64Array, row: number, columns: number): void => {
  for (let column = 0; column < columns; column++) {
    const x = values[row * columns + column];
    if (x === Infinity || x === -Infinity) throw new Refusal('NOT_A_NUMBER', { row, column });
  }
};

interface Dense {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

const checked = (matrix: Dense): Dense => {
  const whole = Number.isInteger(matrix.rows) && Number.isInteger(matrix.columns);
  if (!whole || matrix.rows < 0 || matrix.columns < 0) throw new Refusal('NOT_A_MATRIX');
  if (matrix.values.length !== matrix.rows * matrix.columns) throw new Refusal('NOT_A_MATRIX');
  return matrix;
};

const dense = (matrix: readonly (readonly (number | null)[])[]): Dense => {
  const columns = matrix[0]?.length ?? 0;
  const values = new Float64Array(matrix.length * columns);
  matrix.forEach((cells, row) => {
    if (cells.length !== columns) throw new Refusal('NOT_A_MATRIX', { row });
    cells.forEach((x, column) => {
      if (x !== null && !Number.isFinite(x)) throw new Refusal('NOT_A_NUMBER', { row, column });
      values[row * columns + column] = x ?? NaN;
    });
  });
  return { rows: matrix.length, columns, values };
};

const isRows = (matrix: Matrix): matrix is readonly (readonly (number | null)[])[] => Array.isArray(matrix);
