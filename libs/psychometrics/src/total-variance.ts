import { type AnswerMatrix, refuseUnlessGap, scaleColumns } from './matrix.ts';
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
  const { cells, rows, items, gap } = matrix;
  const { min, max } = scale.range;
  const k = columns.length;
  const slopes = signs.map((sign, j) => sign * (weights[j] ?? 1));
  const origin = new Float64Array(k);
  const here = new Float64Array(k);
  const [sums, squares] = [new Float64Array(k), new Float64Array(k)];
  let [n, sum, square] = [0, 0, 0];
  for (let row = 0, base = 0; row < rows; row += 1, base += items.length) {
    let complete = true;
    for (let j = 0; j < k; j += 1) {
      const at = base + (columns[j] ?? 0);
      const x = cells[at] ?? NaN;
      if (x >= min && x <= max) here[j] = x;
      else {
        if (x !== gap) refuseUnlessGap(matrix, at);
        complete = false;
      }
    }
    if (!complete) continue;
    if (n === 0) origin.set(here);
    n += 1;
    let total = 0;
    for (let j = 0; j < k; j += 1) {
      const y = (slopes[j] ?? 0) * ((here[j] ?? 0) - (origin[j] ?? 0));
      sums[j] = (sums[j] ?? 0) + y;
      squares[j] = (squares[j] ?? 0) + y * y;
      total += y;
    }
    sum += total;
    square += total * total;
  }
  const variance = (s: number, ss: number): number => (n < 2 ? 0 : (ss - (s * s) / n) / (n - 1));
  return {
    n,
    total: variance(sum, square),
    items: squares.reduce((all, ss, j) => all + variance(sums[j] ?? 0, ss), 0),
  };
};
