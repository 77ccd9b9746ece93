import { Matrix } from 'ml-matrix';
import { alphaOf, type Alpha } from './alpha.ts';
import { itemRest } from './item-statistics.ts';
import { type AnswerSheets, type Gaps, type KeyedCovariance, keyedCovariance } from './keyed-covariance.ts';
import { firstAxis } from './one-factor.ts';
import { none, type Outcome, value } from './outcome.ts';
import { type ScaleDefinition } from './scale.ts';

export interface UnreversedItem {
  readonly item: string;
  /** How the item correlates with the others once these are keyed as the data suggest: negative. */
  readonly r: number;
}

export type Unreversed = Outcome<
  {
    /** Items that probably count the other way round than the definition says; none: nothing to object. */
    items: readonly UnreversedItem[];
    method: 'FIRST_PRINCIPAL_COMPONENT';
    gaps: Gaps;
    n: number;
    /** α as defined, and α with those items turned round. */
    alpha: Alpha;
    alphaIfTurned: Alpha;
  },
  'TOO_FEW_ITEMS' | 'TOO_FEW_RESPONDENTS' | 'NO_VARIANCE' | 'DIRECTION_UNDECIDED'
>;

/** Below this a correlation is too weak to say that an item points the other way. */
const WEAKEST = 0.1;
/** One-sided 1 % point of the normal distribution, for Fisher's z of a correlation. */
const ONE_PERCENT = 2.326;

/**
 * Items that were probably not reversed, or reversed by mistake: those that load on the first principal component of the
 * keyed correlations against the majority, and whose correlation with the others, keyed along that component, is
 * below −0.1 and below 0 at the 1 % level (Fisher 1921: z = atanh(r) · √(n − 3)).
 *
 * Source: R psych `alpha(check.keys = TRUE)` and `keys.sort`, with a significance test so that noise accuses no item. Which of two
 * equally large sides is reversed cannot be seen in answers: `DIRECTION_UNDECIDED`. Fewer than three items:
 * `TOO_FEW_ITEMS`; fewer than ten respondents: `TOO_FEW_RESPONDENTS`; an item without variance: `NO_VARIANCE`. Errors: those of
 * `keyedCovariance`. O(rows × items² + items³).
 */
export const unreversedItems = (scale: ScaleDefinition, sheets: AnswerSheets, gaps: Gaps): Unreversed => {
  if (scale.items.length < 3) return none('TOO_FEW_ITEMS');
  const keyed = keyedCovariance(scale, sheets, gaps);
  const { k, covariance, n } = keyed;
  if (n < 10) return none('TOO_FEW_RESPONDENTS');
  const sds = Float64Array.from({ length: k }, (_, i) => Math.sqrt(covariance[i * k + i] ?? 0));
  if (sds.some((sd) => !(sd > 0))) return none('NO_VARIANCE');
  const correlations = Matrix.zeros(k, k);
  for (let i = 0; i < k; i += 1)
    for (let j = 0; j < k; j += 1)
      correlations.set(i, j, (covariance[i * k + j] ?? 0) / ((sds[i] ?? 1) * (sds[j] ?? 1)));
  const signs = firstAxis(correlations).vector.map((loading) => (loading < 0 ? -1 : 1));
  const along = turned(keyed, signs);
  const sure = signs.map((sign, i) => {
    const rest = itemRest(along, i, gaps);
    const r = rest.computed ? rest.r : 0;
    return {
      sign,
      r,
      sure: r > WEAKEST && Math.atanh(Math.min(r, 1 - 1e-12)) * Math.sqrt(n - 3) > ONE_PERCENT,
    };
  });
  const side = (sign: number): number => sure.filter((item) => item.sure && item.sign === sign).length;
  if (side(1) === side(-1) && side(1) > 0) return none('DIRECTION_UNDECIDED');
  const minority = side(1) > side(-1) ? -1 : 1;
  const against = sure.map((item) => item.sure && item.sign === minority && side(-minority) > 0);
  const items = scale.items.flatMap((item, i) => (against[i] ? [{ item, r: -(sure[i]?.r ?? 0) }] : []));
  return value({
    items,
    method: 'FIRST_PRINCIPAL_COMPONENT' as const,
    gaps,
    n,
    alpha: alphaOf(keyed, gaps),
    alphaIfTurned: alphaOf(
      turned(
        keyed,
        against.map((turn) => (turn ? -1 : 1)),
      ),
      gaps,
    ),
  });
};

/** The covariances after turning items round: min + max − x changes nothing but their signs. */
const turned = ({ k, covariance, n }: KeyedCovariance, signs: readonly number[]): KeyedCovariance => ({
  k,
  n,
  covariance: covariance.map((c, at) => c * (signs[at % k] ?? 1) * (signs[Math.floor(at / k)] ?? 1)),
});
