import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import betainc from '@stdlib/math-base-special-betainc';
import { completeRows, type Matrix } from '../columns.ts';
import { type Interval, type IntervalReason } from '../interval.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { checkLevel, Refusal } from '../refusal.ts';
import { type MeanSquares, twoWay } from './two-way.ts';

/** Shrout & Fleiss' names. McGraw & Wong's: (2,1) is ICC(A,1), (3,1) ICC(C,1), (2,k) ICC(A,k), (3,k) ICC(C,k). */
export type RaterIccForm = 'ICC(1,1)' | 'ICC(2,1)' | 'ICC(3,1)' | 'ICC(1,k)' | 'ICC(2,k)' | 'ICC(3,k)';

/** The test that targets do not differ: F with its degrees of freedom and the upper tail p. */
export type FTest = Outcome<{ f: number; df1: number; df2: number; p: number }, IntervalReason>;

export type RaterIcc = Outcome<
  {
    /** At most 1; negative values are legal. */
    value: number;
    form: RaterIccForm;
    estimator: 'ANOVA';
    /** Targets without gaps. */
    n: number;
    raters: number;
    test: FTest;
    interval: Interval;
  },
  'VARIANCE_NOT_POSITIVE'
>;

export type RaterIccs = Outcome<
  {
    /** Targets without gaps, the ones that count. */
    n: number;
    raters: number;
    /** Targets left out because a rating is missing. */
    dropped: number;
    meanSquares: MeanSquares;
    forms: Readonly<Record<RaterIccForm, RaterIcc>>;
  },
  'TOO_FEW_TARGETS' | 'TOO_FEW_RATERS'
>;

/**
 * The six intraclass correlations of n targets (rows) rated by k raters (columns), with BMS, JMS, EMS and WMS the mean
 * squares of targets, raters, residual and within targets:
 *
 * - ICC(1,1) = (BMS − WMS)/(BMS + (k−1)WMS), ICC(1,k) = (BMS − WMS)/BMS
 * - ICC(2,1) = (BMS − EMS)/(BMS + (k−1)EMS + k(JMS − EMS)/n), ICC(2,k) = (BMS − EMS)/(BMS + (JMS − EMS)/n)
 * - ICC(3,1) = (BMS − EMS)/(BMS + (k−1)EMS), ICC(3,k) = (BMS − EMS)/BMS
 *
 * F is BMS/WMS with n − 1 and n(k−1) degrees of freedom for the first pair, BMS/EMS with n − 1 and (n−1)(k−1) otherwise.
 * Intervals are exact for (1,·) and (3,·), Satterthwaite's approximation for (2,·).
 *
 * Source: Shrout & Fleiss 1979; McGraw & Wong 1996; pingouin `intraclass_corr` and R psych `ICC`. Gaps: a target with a
 * missing rating is left out (listwise). Fewer than two such targets: `TOO_FEW_TARGETS`; fewer than two raters:
 * `TOO_FEW_RATERS`. A form whose denominator is not positive (targets that do not differ at all):
 * `VARIANCE_NOT_POSITIVE`. Raters who differ by constants leave no error: the coefficient stands, F and interval are
 * `NO_ERROR_VARIANCE`. Errors: `NOT_A_MATRIX`, `NOT_A_NUMBER` (without a place where squares overflow), `LEVEL_OUT_OF_RANGE`. O(n·k).
 */
export const raterIccs = (ratings: Matrix, level = 0.95): RaterIccs => {
  checkLevel(level);
  const complete = completeRows(ratings);
  const { rows: n, columns: k, dropped } = complete;
  if (k < 2) return none('TOO_FEW_RATERS');
  if (n < 2) return none('TOO_FEW_TARGETS');
  const ms = twoWay(complete);
  if (!Object.values(ms).every(Number.isFinite)) throw new Refusal('NOT_A_NUMBER');
  const { targets: bms, raters: jms, residual: ems, within: wms } = ms;
  const tail = (1 - level) / 2;
  // A denominator that is only rounding is 0.
  const share = (above: number, below: number): number | null =>
    below > 1e-13 * (bms + jms + ems) ? finite(above / below) : null;
  const oneWay = { f: ratio(bms, wms), df1: n - 1, df2: n * (k - 1) };
  const twoWayF = { f: ratio(bms, ems), df1: n - 1, df2: (n - 1) * (k - 1) };
  const form = (name: RaterIccForm, share: number | null, test: Ratio, interval: Interval): RaterIcc =>
    share === null
      ? none('VARIANCE_NOT_POSITIVE')
      : value({ value: share, form: name, estimator: 'ANOVA', n, raters: k, test: tested(test), interval });
  const absolute = share(bms - ems, bms + (k - 1) * ems + (k * (jms - ems)) / n);
  const random = absolute === null ? noError : satterthwaite(ms, n, k, absolute, level);
  const consistent = exact(twoWayF, k, tail, level);
  const single = exact(oneWay, k, tail, level);
  return value({
    n,
    raters: k,
    dropped,
    meanSquares: ms,
    forms: {
      'ICC(1,1)': form('ICC(1,1)', share(bms - wms, bms + (k - 1) * wms), oneWay, single.one),
      'ICC(2,1)': form('ICC(2,1)', absolute, twoWayF, random),
      'ICC(3,1)': form('ICC(3,1)', share(bms - ems, bms + (k - 1) * ems), twoWayF, consistent.one),
      'ICC(1,k)': form('ICC(1,k)', share(bms - wms, bms), oneWay, single.mean),
      'ICC(2,k)': form('ICC(2,k)', share(bms - ems, bms + (jms - ems) / n), twoWayF, stepUp(random, k)),
      'ICC(3,k)': form('ICC(3,k)', share(bms - ems, bms), twoWayF, consistent.mean),
    },
  });
};

interface Ratio {
  readonly f: number | null;
  readonly df1: number;
  readonly df2: number;
}

const noError = none('NO_ERROR_VARIANCE');
const unbounded = none('UNBOUNDED');
const noTargets = none('NO_TARGET_VARIANCE');
const ratio = (above: number, below: number): number | null => finite(above / below);
const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

const tested = ({ f, df1, df2 }: Ratio): FTest =>
  // The upper tail from the small side of the beta distribution keeps its digits however small p is.
  f === null ? noError : value({ f, df1, df2, p: betainc(df2 / (df2 + df1 * f), df2 / 2, df1 / 2) });

const exact = (
  { f, df1, df2 }: Ratio,
  k: number,
  tail: number,
  level: number,
): { one: Interval; mean: Interval } => {
  if (f === null) return { one: noError, mean: noError };
  if (f === 0) return { one: noTargets, mean: noTargets };
  const lower = f / fQuantile(1 - tail, df1, df2);
  const upper = f * fQuantile(1 - tail, df2, df1);
  // A level within rounding of 1 has no finite ends.
  if (!(lower > 0 && Number.isFinite(upper))) return { one: unbounded, mean: unbounded };
  return {
    one: value({ level, lower: (lower - 1) / (lower + k - 1), upper: (upper - 1) / (upper + k - 1) }),
    mean: value({ level, lower: 1 - 1 / lower, upper: 1 - 1 / upper }),
  };
};

const satterthwaite = (ms: MeanSquares, n: number, k: number, icc: number, level: number): Interval => {
  const { targets: bms, raters: jms, residual: ems } = ms;
  if (ems === 0) return noError;
  if (bms === 0) return noTargets;
  const fj = jms / ems;
  const b = n * (1 + (k - 1) * icc) - k * icc;
  const df = ((k - 1) * (n - 1) * (k * icc * fj + b) ** 2) / ((n - 1) * k ** 2 * icc ** 2 * fj ** 2 + b ** 2);
  if (!(df > 0)) return none('NO_DEGREES_OF_FREEDOM');
  const tail = (1 - level) / 2;
  const [high, low] = [fQuantile(1 - tail, n - 1, df), fQuantile(1 - tail, df, n - 1)];
  const rest = k * jms + (k * n - k - n) * ems;
  const lower = (n * (bms - high * ems)) / (high * rest + n * bms);
  const upper = (n * (low * bms - ems)) / (rest + n * low * bms);
  return Number.isFinite(lower) && Number.isFinite(upper)
    ? value({ level, lower, upper })
    : none('NO_DEGREES_OF_FREEDOM');
};

/** Spearman–Brown on both ends; below −1/(k−1) the mean of k raters has no such bound. */
const stepUp = (interval: Interval, k: number): Interval => {
  if (!interval.computed) return interval;
  const { level, lower, upper } = interval;
  if (1 + (k - 1) * lower <= 0) return unbounded;
  const up = (x: number): number => (k * x) / (1 + (k - 1) * x);
  return value({ level, lower: up(lower), upper: up(upper) });
};
