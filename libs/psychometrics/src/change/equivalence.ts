import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type Column } from '../columns.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { Refusal } from '../refusal.ts';
import { pairsOf } from './pairs.ts';

export type Equivalence = Outcome<
  {
    /** True when the interval lies inside ±margin, ends excluded: the change is too small to matter. */
    equivalent: boolean;
    method: 'TOST_PAIRED';
    /** People with both values. */
    n: number;
    dropped: number;
    df: number;
    /** Mean of after − before, in the scores' unit. */
    meanChange: number;
    standardError: number;
    margin: number;
    /** Of each one-sided test. */
    alpha: number;
    /** 1 − 2·alpha: 90 % for alpha = 0.05. */
    interval: { readonly level: number; readonly lower: number; readonly upper: number };
    /** Against a change of −margin or less. */
    aboveLower: { readonly t: number; readonly p: number };
    /** Against a change of +margin or more. */
    belowUpper: { readonly t: number; readonly p: number };
    /** The larger of the two, the p of equivalence. */
    p: number;
  },
  'TOO_FEW_PAIRS' | 'NO_VARIANCE'
>;

/**
 * Two one-sided t tests that the mean change of the same people is within ±margin:
 * t₁ = (mean Δ + margin)/SE, t₂ = (mean Δ − margin)/SE, SE = SD Δ/√n, df = n − 1; equivalent at level alpha exactly when the
 * (1 − 2·alpha) interval mean Δ ± t(1 − alpha; df)·SE lies inside ±margin.
 *
 * Source: Schuirmann 1987; Lakens 2017; pingouin `tost`. `margin`, in the scores' unit, is a decision made before the data are
 * seen. A test that is not passed does not show a change. Fewer than two pairs: `TOO_FEW_PAIRS`; SD Δ = 0: `NO_VARIANCE`.
 * Errors: `MARGIN_NOT_POSITIVE`, `OUT_OF_RANGE` for a margin beyond all numbers of standard errors, `LEVEL_OUT_OF_RANGE` unless 0 < alpha < 0.5, `LENGTHS_DIFFER`, `NOT_A_NUMBER`.
 */
export const equivalence = (before: Column, after: Column, margin: number, alpha = 0.05): Equivalence => {
  if (!(margin > 0 && Number.isFinite(margin))) throw new Refusal('MARGIN_NOT_POSITIVE');
  if (!(alpha > 0 && alpha < 0.5)) throw new Refusal('LEVEL_OUT_OF_RANGE');
  const { n, dropped, mean, sd } = pairsOf(before, after);
  if (n < 2) return none('TOO_FEW_PAIRS');
  if (sd === 0) return none('NO_VARIANCE');
  const df = n - 1;
  const standardError = sd / Math.sqrt(n);
  const half = tQuantile(1 - alpha, df) * standardError;
  const interval = { level: 1 - 2 * alpha, lower: mean - half, upper: mean + half };
  const [t1, t2] = [(mean + margin) / standardError, (mean - margin) / standardError];
  if (!Number.isFinite(t1 - t2)) throw new Refusal('OUT_OF_RANGE');
  const [aboveLower, belowUpper] = [
    { t: t1, p: tCdf(-t1, df) },
    { t: t2, p: tCdf(t2, df) },
  ];
  return value({
    equivalent: interval.lower > -margin && interval.upper < margin,
    method: 'TOST_PAIRED',
    n,
    dropped,
    df,
    meanChange: mean,
    standardError,
    margin,
    alpha,
    interval,
    aboveLower,
    belowUpper,
    p: Math.max(aboveLower.p, belowUpper.p),
  });
};
