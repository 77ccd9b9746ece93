import { completeness } from './complete.ts';
import { type AnswerMatrix, scaleColumns } from './matrix.ts';
import { type ScaleDefinition } from './scale.ts';

/** What α needs of the complete rows: the variances of the items added up, that of their sum, and how many rows. */
export interface TotalVariance {
  readonly items: number;
  readonly total: number;
  readonly n: number;
}

/**
 * Sample variances (n − 1) over the rows with all items, after reversing and weighting, without their covariances:
 * O(rows × items) in one pass. Taken about the first complete row, which lies among the data, so that large answers with
 * small differences keep their digits. Errors: those of `scaleColumns`, `ANSWER_OUT_OF_RANGE` with row and item.
 */
export const totalVariance = (scale: ScaleDefinition, matrix: AnswerMatrix): TotalVariance => {
  const { columns, signs, weights } = scaleColumns(scale, matrix);
  const { cells, rows, items } = matrix;
  const k = columns.length;
  const slopes = signs.map((sign, j) => sign * (weights[j] ?? 1));
  const isComplete = completeness(matrix, columns, scale.range);
  const origin = new Float64Array(k);
  const sums = new Float64Array(k);
  // Of the items only their squares all together are needed, of the total its sum and its square.
  let [n, squares, sum, square] = [0, 0, 0, 0];
  for (let row = 0, base = 0; row < rows; row += 1, base += items.length) {
    if (!isComplete(base)) continue;
    if (n === 0) for (let j = 0; j < k; j += 1) origin[j] = cells[base + (columns[j] ?? 0)] ?? 0;
    n += 1;
    let total = 0;
    for (let j = 0; j < k; j += 1) {
      const x = cells[base + (columns[j] ?? 0)] ?? 0;
      const y = (slopes[j] ?? 0) * (x - (origin[j] ?? 0));
      sums[j] = (sums[j] ?? 0) + y;
      squares += y * y;
      total += y;
    }
    sum += total;
    square += total * total;
  }
  const variance = (ofSum: number, ofSquares: number): number =>
    n < 2 ? 0 : (ofSquares - ofSum / n) / (n - 1);
  const squaredSums = sums.reduce((all, s) => all + s * s, 0);
  return { n, total: variance(sum * sum, square), items: variance(squaredSums, squares) };
};
