import { type AnswerSheets, keyedCovariance } from './keyed-covariance.ts';
import { oneFactor } from './one-factor.ts';
import { none, type Outcome, value } from './outcome.ts';
import { type ScaleDefinition } from './scale.ts';

export type Omega = Outcome<
  {
    omega: number;
    estimator: 'MCDONALD_OMEGA_ONE_FACTOR_ML';
    gaps: 'LISTWISE';
    /** Respondents with all items. */
    n: number;
    /** By item, in the answer's unit: the loading λ and the uniqueness θ. */
    items: readonly { readonly item: string; readonly loading: number; readonly uniqueness: number }[];
    /** The fit's minimum (0: perfect) and how many iterations it took. */
    discrepancy: number;
    iterations: number;
  },
  | 'TOO_FEW_ITEMS'
  | 'TOO_FEW_RESPONDENTS'
  | 'NO_VARIANCE'
  | 'NOT_POSITIVE_DEFINITE'
  | 'NO_CONVERGENCE'
  | 'HEYWOOD_CASE',
  { iterations: number; /** Items whose uniqueness is not positive. */ improper: readonly string[] }
>;

/**
 * McDonald's ω of a scale after reversing: (Σλ)²/((Σλ)² + Σθ) from a one-factor maximum-likelihood fit to the respondents
 * with all items.
 *
 * Source: McDonald 1999; R lavaan `cfa` with `estimator = "ML"`. Range: 0 … 1. Fewer than three items: `TOO_FEW_ITEMS`;
 * fewer than two complete sheets: `TOO_FEW_RESPONDENTS`; an item without variance: `NO_VARIANCE`; items that determine each
 * other, or no more sheets than items: `NOT_POSITIVE_DEFINITE`; otherwise the fit's `NO_CONVERGENCE` and
 * `HEYWOOD_CASE`, the latter with its items. Errors: those of `keyedCovariance`. O(rows × items²).
 */
export const mcdonaldOmega = (scale: ScaleDefinition, sheets: AnswerSheets): Omega => {
  const nothing = { iterations: 0, improper: [] };
  if (scale.items.length < 3) return none('TOO_FEW_ITEMS', nothing);
  const { k, covariance, n } = keyedCovariance(scale, sheets, 'LISTWISE');
  if (n < 2) return none('TOO_FEW_RESPONDENTS', nothing);
  if (scale.items.some((_, i) => covariance[i * k + i] === 0)) return none('NO_VARIANCE', nothing);
  // The normal likelihood divides by n, not by n − 1.
  const fit = oneFactor(
    k,
    covariance.map((c) => (c * (n - 1)) / n),
  );
  const named = (at: readonly number[]): string[] => at.map((i) => scale.items[i] ?? '');
  if (!fit.computed) return none(fit.reason, { iterations: fit.iterations, improper: named(fit.improper) });
  const common = fit.loadings.reduce((sum, loading) => sum + loading, 0) ** 2;
  const unique = fit.uniquenesses.reduce((sum, theta) => sum + theta, 0);
  return value({
    omega: common / (common + unique),
    estimator: 'MCDONALD_OMEGA_ONE_FACTOR_ML' as const,
    gaps: 'LISTWISE' as const,
    n,
    items: scale.items.map((item, i) => ({
      item,
      loading: fit.loadings[i] ?? 0,
      uniqueness: fit.uniquenesses[i] ?? 0,
    })),
    discrepancy: fit.discrepancy,
    iterations: fit.iterations,
  });
};
