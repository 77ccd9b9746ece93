import {
  type AnswerSheets,
  type Gaps,
  type KeyedCovariance,
  keyedCovariance,
  sheetsAsMatrix,
} from './keyed-covariance.ts';
import { none, type Outcome, value } from './outcome.ts';
import { checkCovariance, finite } from './refusal.ts';
import { type ScaleDefinition } from './scale.ts';
import { totalVariance } from './total-variance.ts';

export type Alpha = Outcome<
  {
    alpha: number;
    estimator: 'CRONBACH_ALPHA';
    gaps: Gaps;
    /** Respondents with all items (listwise), or the fewest that share a pair of items (pairwise). */
    n: number;
  },
  'TOO_FEW_ITEMS' | 'TOO_FEW_RESPONDENTS' | 'NO_VARIANCE'
>;

/**
 * Cronbach's α of a scale after reversing (and weighting, where items have weights): k/(k−1) · (1 − Σs²ᵢ/s²ₓ), where s²ₓ is
 * the sum of the covariance matrix.
 *
 * Source: Cronbach 1951; R psych `alpha`. Range: at most 1; negative values are legal. Fewer than two items:
 * `TOO_FEW_ITEMS`; fewer than two respondents with answers: `TOO_FEW_RESPONDENTS`; a total without variance:
 * `NO_VARIANCE`. Errors: `ANSWER_OUT_OF_RANGE` with row and item, and those of `keyedCovariance`. O(rows × items), pairwise O(rows × items²).
 */
export const cronbachAlpha = (scale: ScaleDefinition, sheets: AnswerSheets, gaps: Gaps): Alpha => {
  if (scale.items.length < 2) return none('TOO_FEW_ITEMS');
  if (gaps === 'PAIRWISE') return alphaOf(keyedCovariance(scale, sheets, gaps), gaps);
  const { n, items, total } = totalVariance(scale, sheetsAsMatrix(scale, sheets));
  return alphaFrom(scale.items.length, n, items, total, gaps);
};

/** α from the covariances of a scale's items. Reasons as `cronbachAlpha`; errors: those of `checkCovariance`, `NOT_A_NUMBER` for n. */
export const alphaOf = ({ k, covariance, n }: KeyedCovariance, gaps: Gaps): Alpha => {
  checkCovariance(k, covariance);
  finite(n, 'n');
  if (k < 2) return none('TOO_FEW_ITEMS');
  const total = covariance.reduce((sum, c) => sum + c, 0);
  let items = 0;
  for (let i = 0; i < k; i += 1) items += covariance[i * k + i] ?? 0;
  return alphaFrom(k, n, items, total, gaps);
};

const alphaFrom = (k: number, n: number, items: number, total: number, gaps: Gaps): Alpha => {
  if (n < 2) return none('TOO_FEW_RESPONDENTS');
  // Items that cancel each other out leave rounding errors where there is no variance.
  if (total <= 1e-12 * items || items <= 0) return none('NO_VARIANCE');
  return value({ alpha: (k / (k - 1)) * (1 - items / total), estimator: 'CRONBACH_ALPHA', gaps, n });
};
