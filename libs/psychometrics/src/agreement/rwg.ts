import { type CompleteRows, completeRows, type Matrix } from '../columns.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { Refusal } from '../refusal.ts';
import { type AnswerRange } from '../scale.ts';

export type WithinGroupAgreement = Outcome<
  {
    /** 0 … 1; 1 when all members give the same answers. */
    value: number;
    method: 'RWG' | 'RWG_J';
    /** Members with all answers. */
    n: number;
    /** Items, J. */
    items: number;
    /** Members left out because an answer is missing. */
    dropped: number;
    /** s̄², the mean of the items' sample variances. */
    observedVariance: number;
    /** σ² of answers without any agreement. */
    expectedVariance: number;
    /** True where members differ more than chance has it: then the value is 0 rather than negative or above 1. */
    truncated: boolean;
  },
  'TOO_FEW_MEMBERS' | 'NO_ITEMS'
>;

/**
 * Agreement within one group, members in rows and items in columns: r_wg = 1 − s²/σ² of one item, and of J > 1 items
 * r_wg(j) = J(1 − s̄²/σ²)/(J(1 − s̄²/σ²) + s̄²/σ²), with σ² = (A² − 1)/12, the variance of A equally likely options.
 *
 * Source: James, Demaree & Wolf 1984; R multilevel `rwg`, `rwg.j`. `range`: the answers that items allow, in whole steps, so
 * A = max − min + 1; means of answers are welcome. s̄² above σ² gives 0, as the source has it. Gaps: a member with a
 * missing answer is left out (listwise). Fewer than two members remain: `TOO_FEW_MEMBERS`; no columns: `NO_ITEMS`.
 * Errors: `OUT_OF_RANGE` with row and column, `RANGE_EMPTY` unless max ≥ min + 1, `NOT_A_MATRIX`, `NOT_A_NUMBER`.
 */
export const withinGroupAgreement = (answers: Matrix, range: AnswerRange): WithinGroupAgreement => {
  const { min, max } = range;
  const options = max - min + 1;
  if (!(options >= 2 && Number.isFinite(options ** 2))) throw new Refusal('RANGE_EMPTY');
  checkRange(answers, range);
  const members = completeRows(answers);
  const { rows: n, columns: items, dropped } = members;
  if (items === 0) return none(dropped + n === 0 ? 'TOO_FEW_MEMBERS' : 'NO_ITEMS');
  if (n < 2) return none('TOO_FEW_MEMBERS');
  let observedVariance = 0;
  for (let item = 0; item < items; item++) observedVariance += variance(members, item) / items;
  const expectedVariance = (options ** 2 - 1) / 12;
  const share = observedVariance / expectedVariance;
  const agreed = items * (1 - share);
  const truncated = share > 1;
  return value({
    value: truncated ? 0 : items === 1 ? 1 - share : agreed / (agreed + share),
    method: items === 1 ? 'RWG' : 'RWG_J',
    n,
    items,
    dropped,
    observedVariance,
    expectedVariance,
    truncated,
  });
};

const variance = ({ values, starts, rows: n }: CompleteRows, item: number): number => {
  let mean = 0;
  for (const start of starts) mean += (values[start + item] ?? 0) / n;
  let squares = 0;
  for (const start of starts) squares += ((values[start + item] ?? 0) - mean) ** 2;
  // The mean of equal values can be off by its last digit.
  return squares <= n * (8 * Number.EPSILON * mean) ** 2 ? 0 : squares / (n - 1);
};

const checkRange = (answers: Matrix, { min, max }: AnswerRange): void => {
  // A gap (null, NaN) compares as neither below nor above.
  const outside = (x: number | null | undefined): boolean =>
    x !== null && x !== undefined && (x < min || x > max);
  if ('rows' in answers) {
    const at = answers.values.findIndex(outside);
    if (at < 0) return;
    throw new Refusal('OUT_OF_RANGE', {
      row: Math.floor(at / answers.columns),
      column: at % answers.columns,
    });
  }
  answers.forEach((cells, row) => {
    const column = cells.findIndex(outside);
    if (column >= 0) throw new Refusal('OUT_OF_RANGE', { row, column });
  });
};
