import { keyedSums } from './keyed-sums.ts';
import { type AnswerMatrix } from './matrix.ts';
import { answersNeeded, type ScaleDefinition } from './scale.ts';
import { scoreRule } from './score-rule.ts';

/** A scale's scores over a matrix: those that there are, and the rows that have none. The two never overlap. */
export interface MatrixScores {
  readonly scale: string;
  readonly items: number;
  /** Answers that the missing rule asks for. */
  readonly needed: number;
  /** Rows with a score, ascending. */
  readonly rows: Int32Array;
  /** Their scores, in the scale's unit, in the order of `rows`. */
  readonly scores: Float64Array;
  /** How many items they answered; fewer than `items`: prorated. */
  readonly answered: Uint16Array;
  /** Rows without a score, ascending. */
  readonly tooFew: {
    readonly reason: 'TOO_FEW_ANSWERS';
    readonly rows: Int32Array;
    readonly answered: Uint16Array;
  };
}

/**
 * The scores of all sheets of a matrix on each scale: exactly what `scaleScore` gives sheet by sheet. O(rows × items of
 * the scales), one pass a scale, no objects per row.
 *
 * Errors, by which the whole matrix is refused: `ANSWER_OUT_OF_RANGE` with row and item, and those of `scaleColumns`.
 */
export const scoreMatrix = (scales: readonly ScaleDefinition[], matrix: AnswerMatrix): MatrixScores[] =>
  scales.map((scale) => scoredScale(scale, matrix));

const scoredScale = (scale: ScaleDefinition, matrix: AnswerMatrix): MatrixScores => {
  const k = scale.items.length;
  const needed = answersNeeded(scale);
  const rule = scoreRule(scale);
  const sums = keyedSums(scale, matrix);
  const rows = new Int32Array(matrix.rows);
  const scores = new Float64Array(matrix.rows);
  const answered = new Uint16Array(matrix.rows);
  const lacking = new Int32Array(matrix.rows);
  let given = 0;
  let withheld = 0;
  for (let row = 0; row < matrix.rows; row += 1) {
    const count = sums.answered[row] ?? 0;
    if (count === 0 || count < needed) {
      lacking[withheld] = row;
      withheld += 1;
    } else {
      rows[given] = row;
      scores[given] = rule(sums.totals[row] ?? 0, sums.weights?.[row] ?? count, count);
      answered[given] = count;
      given += 1;
    }
  }
  const tooFew = lacking.slice(0, withheld);
  return {
    scale: scale.code,
    items: k,
    needed,
    rows: rows.slice(0, given),
    scores: scores.slice(0, given),
    answered: answered.slice(0, given),
    tooFew: {
      reason: 'TOO_FEW_ANSWERS',
      rows: tooFew,
      answered: Uint16Array.from(tooFew, (row) => sums.answered[row] ?? 0),
    },
  };
};
