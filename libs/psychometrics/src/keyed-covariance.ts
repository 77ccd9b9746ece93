import { type AnswerMatrix, matrixOf, refuseUnlessGap, scaleColumns } from './matrix.ts';
import { type ScaleDefinition } from './scale.ts';
import { type Answers } from './score.ts';

/** What happens to respondents with gaps: left out altogether, or left out only of the covariances they lack. */
export type Gaps = 'LISTWISE' | 'PAIRWISE';

/** Answer sheets of any form: objects by item code, or a matrix. */
export type AnswerSheets = readonly Answers[] | AnswerMatrix;

export interface KeyedCovariance {
  /** How many items; the covariance of items i and j is at i · k + j. */
  readonly k: number;
  readonly covariance: Float64Array;
  /** Respondents with all items (listwise), or the fewest that share a pair of items (pairwise). */
  readonly n: number;
}

/** The sheets as a matrix: as it is, or made of the scale's items. */
export const sheetsAsMatrix = (scale: ScaleDefinition, sheets: AnswerSheets): AnswerMatrix =>
  'cells' in sheets ? sheets : matrixOf(scale.items, sheets);

/**
 * A scale's answers after reversing and weighting, row after row, gaps as `NaN`. Errors: those of `scaleColumns`,
 * `ANSWER_OUT_OF_RANGE` with row and item.
 */
export const keyedAnswers = (scale: ScaleDefinition, matrix: AnswerMatrix): Float64Array => {
  const { columns, addends, signs, weights } = scaleColumns(scale, matrix);
  const { min, max } = scale.range;
  const k = columns.length;
  const keyed = new Float64Array(matrix.rows * k);
  for (let row = 0; row < matrix.rows; row += 1)
    for (let j = 0; j < k; j += 1) {
      const at = row * matrix.items.length + (columns[j] ?? 0);
      const x = matrix.cells[at] ?? NaN;
      if (x >= min && x <= max)
        keyed[row * k + j] = (weights[j] ?? 1) * ((addends[j] ?? 0) + (signs[j] ?? 1) * x);
      else {
        refuseUnlessGap(matrix, at);
        keyed[row * k + j] = NaN;
      }
    }
  return keyed;
};

/**
 * Sample covariances (n − 1) of a scale's items after reversing and weighting.
 *
 * Source: R `cov`, `use = "complete.obs"` or `"pairwise.complete.obs"`. Taken about the items' means, so that large answers
 * with small differences keep their digits; an item whose spread is rounding has none. With n < 2 the covariances mean
 * nothing: ask n first. O(rows × items²). Errors: those of `keyedAnswers`.
 */
export const keyedCovariance = (
  scale: ScaleDefinition,
  sheets: AnswerSheets,
  gaps: Gaps,
): KeyedCovariance => {
  const k = scale.items.length;
  const keyed = keyedAnswers(scale, sheetsAsMatrix(scale, sheets));
  const centres = columnMeans(keyed, k);
  const sums = pairSums(keyed, k, centres, gaps);
  const covariance = new Float64Array(k * k);
  let n = Infinity;
  for (let i = 0; i < k; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const { absent, lost } = sums;
      const count = sums.rows - read(absent, i * k + i) - read(absent, j * k + j) + read(absent, i * k + j);
      n = Math.min(n, count);
      const x = read(sums.x, i) - read(lost, j * k + i);
      const y = read(sums.x, j) - read(lost, i * k + j);
      const c = count < 2 ? 0 : (read(sums.xy, i * k + j) - (x * y) / count) / (count - 1);
      covariance[i * k + j] = covariance[j * k + i] = c;
    }
  for (let i = 0; i < k; i += 1)
    if ((covariance[i * k + i] ?? 0) <= 1e-20 * Math.max(1, (centres[i] ?? 0) ** 2))
      for (let j = 0; j < k; j += 1) covariance[i * k + j] = covariance[j * k + i] = 0;
  return { k, covariance, n: Number.isFinite(n) ? n : 0 };
};

const columnMeans = (keyed: Float64Array, k: number): Float64Array => {
  const sums = new Float64Array(k);
  const counts = new Float64Array(k);
  for (let base = 0; base < keyed.length; base += k)
    for (let i = 0; i < k; i += 1) {
      const x = keyed[base + i] ?? NaN;
      if (x === x) {
        sums[i] = (sums[i] ?? 0) + x;
        counts[i] = (counts[i] ?? 0) + 1;
      }
    }
  return sums.map((sum, i) => sum / Math.max(1, counts[i] ?? 0));
};

/**
 * Sums over all rows with gaps as 0, and what a pair must be relieved of: for items i and j, the rows that lack both
 * (`absent`, j ≤ i), and the sum of item i over the rows that lack item j (`lost`, at j · k + i). Gaps are few: their
 * sums cost rows × gaps × items.
 */
const pairSums = (keyed: Float64Array, k: number, centres: Float64Array, gaps: Gaps) => {
  const [absent, lost, xy] = [new Float64Array(k * k), new Float64Array(k * k), new Float64Array(k * k)];
  const x = new Float64Array(k);
  const here = new Float64Array(k);
  const missing = new Int32Array(k);
  let rows = 0;
  for (let base = 0; base < keyed.length; base += k) {
    let count = 0;
    for (let i = 0; i < k; i += 1) {
      const cell = read(keyed, base + i);
      if (cell === cell) here[i] = cell - read(centres, i);
      else {
        here[i] = 0;
        missing[count] = i;
        count += 1;
      }
    }
    if (count > 0 && gaps === 'LISTWISE') continue;
    rows += 1;
    for (let i = 0; i < k; i += 1) {
      const a = read(here, i);
      add(x, i, a);
      for (let j = 0, at = i * k; j <= i; j += 1, at += 1) add(xy, at, a * read(here, j));
    }
    for (let p = 0; p < count; p += 1) {
      const j = (missing[p] ?? 0) * k;
      for (let i = 0; i < k; i += 1) add(lost, j + i, read(here, i));
      for (let q = 0; q <= p; q += 1) add(absent, j + (missing[q] ?? 0), 1);
    }
  }
  return { rows, x, xy, absent, lost };
};

const read = (cells: Float64Array, at: number): number => cells[at] ?? 0;
const add = (cells: Float64Array, at: number, x: number): void => {
  cells[at] = (cells[at] ?? 0) + x;
};
