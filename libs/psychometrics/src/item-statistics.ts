import { type Alpha, alphaOf } from './alpha.ts';
import { describe, type Description } from './describe.ts';
import {
  type AnswerSheets,
  type Gaps,
  keyedAnswers,
  type KeyedCovariance,
  keyedCovariance,
  sheetsAsMatrix,
} from './keyed-covariance.ts';
import { none, type Outcome, value } from './outcome.ts';
import { type ScaleDefinition } from './scale.ts';

export type ItemRest = Outcome<
  { r: number; method: 'PEARSON'; gaps: Gaps; n: number },
  'TOO_FEW_ITEMS' | 'TOO_FEW_RESPONDENTS' | 'NO_VARIANCE'
>;

export type AnswerShare = Outcome<{ share: number; n: number }, 'NO_VALUES'>;

export interface ItemStatistics {
  readonly item: string;
  readonly reversed: boolean;
  /** Gaps, in number and as a share of the sheets. */
  readonly missing: { readonly count: number; readonly share: AnswerShare };
  /** Of the answers given, after reversing, in the answer's unit. */
  readonly answers: Description;
  /** Share of the answers given that stand, after reversing, at the lowest or highest point of the range. */
  readonly floor: AnswerShare;
  readonly ceiling: AnswerShare;
  /** Correlation of the item with the sum of the others. */
  readonly itemRest: ItemRest;
  readonly alphaIfDropped: Alpha;
}

/**
 * For every item of a scale: missingness, mean and standard deviation, floor and ceiling, item–rest correlation
 * (corrected item–total correlation), and α without it.
 *
 * r = (Σⱼcᵢⱼ − cᵢᵢ) / √(cᵢᵢ · (Σc − 2Σⱼcᵢⱼ + cᵢᵢ)) over the covariances c of the items after reversing (and weighting).
 * Source: R psych `alpha` (`raw.r` of the rest, `alpha.drop`); listwise equals the correlation of raw columns. Range:
 * [−1, 1]. An item or a rest that does not vary: `NO_VARIANCE`; a scale of one item has no rest: `TOO_FEW_ITEMS`. Errors:
 * those of `keyedCovariance`. O(rows × items²).
 */
export const itemStatistics = (
  scale: ScaleDefinition,
  sheets: AnswerSheets,
  gaps: Gaps,
): ItemStatistics[] => {
  const matrix = sheetsAsMatrix(scale, sheets);
  const plain = { ...scale, weights: {} };
  const keyed = keyedAnswers(plain, matrix);
  const all = keyedCovariance(scale, matrix, gaps);
  const reversed = new Set(scale.reversed);
  return scale.items.map((item, i) => {
    const given: number[] = [];
    for (let at = i; at < keyed.length; at += all.k) {
      const x = keyed[at] ?? NaN;
      if (x === x) given.push(x);
    }
    // Turned round, the end of a range that is no whole number is off by its last digit.
    const close = 1e-9 * (scale.range.max - scale.range.min);
    const at = (end: number): number => given.filter((x) => Math.abs(x - end) <= close).length;
    const missing = matrix.rows - given.length;
    return {
      item,
      reversed: reversed.has(item),
      missing: { count: missing, share: shareOf(missing, matrix.rows) },
      answers: describe(given),
      floor: shareOf(at(scale.range.min), given.length),
      ceiling: shareOf(at(scale.range.max), given.length),
      itemRest: itemRest(all, i, gaps),
      alphaIfDropped: alphaOf(without(all, i), gaps),
    };
  });
};

/** The correlation of item i with the sum of the others. */
export const itemRest = ({ k, covariance, n }: KeyedCovariance, i: number, gaps: Gaps): ItemRest => {
  if (k < 2) return none('TOO_FEW_ITEMS');
  if (n < 2) return none('TOO_FEW_RESPONDENTS');
  const own = covariance[i * k + i] ?? 0;
  let [row, total, items] = [0, 0, 0];
  for (let j = 0; j < k; j += 1) {
    row += covariance[i * k + j] ?? 0;
    items += covariance[j * k + j] ?? 0;
  }
  for (const c of covariance) total += c;
  const rest = total - 2 * row + own;
  if (own <= 0 || rest <= 1e-12 * items) return none('NO_VARIANCE');
  const r = (row - own) / Math.sqrt(own * rest);
  return value({ r: Math.min(1, Math.max(-1, r)), method: 'PEARSON', gaps, n });
};

const without = ({ k, covariance, n }: KeyedCovariance, i: number): KeyedCovariance => ({
  k: k - 1,
  covariance: covariance.filter((_, at) => at % k !== i && Math.floor(at / k) !== i),
  n,
});

const shareOf = (count: number, n: number): AnswerShare =>
  n === 0 ? none('NO_VALUES') : value({ share: count / n, n });
