import { type Column } from '../columns.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { checkLevel } from '../refusal.ts';
import { noncentrality } from './noncentral-t.ts';
import { pairsOf } from './pairs.ts';

export interface StandardizedEffect {
  /** In standard deviations; its sign is that of after − before. */
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

export type StandardizedChange = Outcome<
  {
    /** People with both values. */
    n: number;
    dropped: number;
    /** n − 1. */
    df: number;
    /** Mean of after − before, in the scores' unit. */
    meanChange: number;
    sdChange: number;
    /** Of the intervals, for example 0.95. */
    level: number;
    /** Mean Δ/SD Δ, also called standardized response mean. */
    dz: StandardizedEffect & { readonly method: 'NONCENTRAL_T' };
    /** J·d_z. */
    gz: StandardizedEffect & { readonly method: 'NONCENTRAL_T' };
    /** Mean Δ over the mean of the two standard deviations. */
    dav: StandardizedEffect & { readonly method: 'NONCENTRAL_T_RESCALED' };
    /** J·d_av. */
    gav: StandardizedEffect & { readonly method: 'NONCENTRAL_T_RESCALED' };
    /** Hedges' correction J = 1 − 3/(4·df − 1). */
    correction: number;
  },
  'TOO_FEW_PAIRS' | 'NO_VARIANCE'
>;

/**
 * Standardized mean change of the same people: d_z = mean Δ/SD Δ, d_av = mean Δ/((s₁ + s₂)/2), and both times Hedges'
 * J = 1 − 3/(4·df − 1), df = n − 1.
 *
 * The interval of d_z is exact for normal differences: t = d_z·√n is noncentral t, the noncentralities at which t is the
 * upper and lower tail are divided by √n. That of d_av has no exact form; it is the one of d_z in units of the mean
 * standard deviation (times SD Δ/s_av), which takes those for known. Those of g are J times those of d.
 *
 * Source: Cumming & Finch 2001, Algina & Keselman 2003, Lakens 2013, Hedges 1981; R MBESS `ci.sm`. People without both
 * values are left out. Fewer than two pairs: `TOO_FEW_PAIRS`; SD Δ = 0: `NO_VARIANCE`. With two pairs J is 0 and so is
 * every g. Errors: `LENGTHS_DIFFER`, `NOT_A_NUMBER` with its row, `LEVEL_OUT_OF_RANGE`.
 */
export const standardizedChange = (before: Column, after: Column, level = 0.95): StandardizedChange => {
  checkLevel(level);
  const { n, dropped, mean, sd, sdBefore, sdAfter } = pairsOf(before, after);
  if (n < 2) return none('TOO_FEW_PAIRS');
  if (sd === 0 || sdBefore + sdAfter === 0) return none('NO_VARIANCE');
  const df = n - 1;
  const correction = 1 - 3 / (4 * df - 1);
  const t = (mean / sd) * Math.sqrt(n);
  const tail = (1 - level) / 2;
  const lower = noncentrality(t, df, 1 - tail) / Math.sqrt(n);
  const upper = noncentrality(t, df, tail) / Math.sqrt(n);
  const times = (factor: number): StandardizedEffect => ({
    value: factor * (mean / sd),
    lower: factor * lower,
    upper: factor * upper,
  });
  const rescale = sd / ((sdBefore + sdAfter) / 2);
  return value({
    n,
    dropped,
    df,
    meanChange: mean,
    sdChange: sd,
    level,
    dz: { ...times(1), method: 'NONCENTRAL_T' },
    gz: { ...times(correction), method: 'NONCENTRAL_T' },
    dav: { ...times(rescale), method: 'NONCENTRAL_T_RESCALED' },
    gav: { ...times(rescale * correction), method: 'NONCENTRAL_T_RESCALED' },
    correction,
  });
};
