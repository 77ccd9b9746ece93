import { kindsOfBytes, NEITHER, refuseByte } from './complete.ts';
import { type AnswerMatrix, refuseUnlessGap, type ScaleColumns, scaleColumns } from './matrix.ts';
import { type ScaleDefinition } from './scale.ts';

export interface KeyedSums {
  readonly totals: Float64Array;
  /** Σw over the answered items; absent where every weight is 1, since it is then their number. */
  readonly weights: Float64Array | undefined;
  readonly answered: Uint16Array;
}

/**
 * Σwx and Σw of every row over its answered items, after reversing. Errors: those of `scaleColumns`, `ANSWER_OUT_OF_RANGE` with
 * row and item. O(rows × items).
 */
export const keyedSums = (scale: ScaleDefinition, matrix: AnswerMatrix): KeyedSums => {
  const columns = scaleColumns(scale, matrix);
  return matrix.cells instanceof Uint8Array && scale.weights === undefined
    ? ofBytes(scale, matrix, matrix.cells, columns)
    : ofNumbers(scale, matrix, columns);
};

const ofNumbers = (scale: ScaleDefinition, matrix: AnswerMatrix, keyed: ScaleColumns): KeyedSums => {
  const { columns, addends, signs, weights } = keyed;
  const { cells, rows, items, gap } = matrix;
  const { min, max } = scale.range;
  const totals = new Float64Array(rows);
  const sums = scale.weights === undefined ? undefined : new Float64Array(rows);
  const answered = new Uint16Array(rows);
  // Keyed and weighted once a column: w(a + sx) = wa + wsx.
  const slopes = signs.map((sign, j) => sign * (weights[j] ?? 1));
  const starts = addends.map((addend, j) => addend * (weights[j] ?? 1));
  const [width, k] = [items.length, columns.length];
  for (let row = 0, base = 0; row < rows; row += 1, base += width) {
    let [total, weight, count] = [0, 0, 0];
    for (let j = 0; j < k; j += 1) {
      const at = base + (columns[j] ?? 0);
      const x = cells[at] ?? NaN;
      if (x >= min && x <= max) {
        total += (starts[j] ?? 0) + (slopes[j] ?? 0) * x;
        count += 1;
        if (sums) weight += weights[j] ?? 1;
      } else if (x !== gap) refuseUnlessGap(matrix, at);
    }
    totals[row] = total;
    if (sums) sums[row] = weight;
    answered[row] = count;
  }
  return { totals, weights: sums, answered };
};

/** Without weights a byte counts as what a table says: no comparison, so that no gap surprises the processor. */
const ofBytes = (
  { range }: ScaleDefinition,
  matrix: AnswerMatrix,
  bytes: Uint8Array,
  { columns, signs }: ScaleColumns,
): KeyedSums => {
  const { rows, items, gap } = matrix;
  const kinds = kindsOfBytes(range, gap);
  const plain = Float64Array.from(kinds, (kind, x) => (kind === 0 ? x : 0));
  const turned = Float64Array.from(kinds, (kind, x) => (kind === 0 ? range.min + range.max - x : 0));
  const both = Float64Array.of(...plain, ...turned);
  const tables = Int32Array.from(signs, (sign) => (sign < 0 ? plain.length : 0));
  const totals = new Float64Array(rows);
  const answered = new Uint16Array(rows);
  const [width, k] = [items.length, columns.length];
  for (let row = 0, base = 0; row < rows; row += 1, base += width) {
    let [total, gaps, seen] = [0, 0, 0];
    for (let j = 0; j < k; j += 1) {
      const x = bytes[base + (columns[j] ?? 0)] ?? 0;
      const kind = kinds[x] ?? NEITHER;
      total += both[(tables[j] ?? 0) + x] ?? 0;
      gaps += kind;
      seen |= kind;
    }
    if (seen >= NEITHER) refuseByte(matrix, bytes, columns, base, kinds);
    totals[row] = total;
    answered[row] = k - gaps;
  }
  return { totals, weights: undefined, answered };
};
