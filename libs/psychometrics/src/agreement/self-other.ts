import { columnOf, type Column } from '../columns.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { type RaterIcc, raterIccs } from '../raters/icc.ts';
import { Refusal } from '../refusal.ts';

/** Fewer raters in a rater group (peers, reports …) than this, and their answers could be told apart. */
export const FEWEST_RATERS = 3;

export interface Precision {
  /** Standard deviation of the scale's scores, from a norm or a sample, in the scores' unit. */
  readonly sd: number;
  /** Reliability of the scale's scores, 0 … 1. */
  readonly reliability: number;
  /** Standard normal quantile of the band; 1.96 unless told. */
  readonly z?: number;
}

export type SelfOtherDifference = Outcome<
  {
    /** Self − mean of the raters, in the scores' unit. */
    value: number;
    method: 'SELF_MINUS_MEAN_OF_RATERS';
    /** Raters with a score. */
    n: number;
    /** z·√2·SEM, SEM = SD·√(1 − r): differences beyond are more than two unreliable scores explain. */
    band: number;
    /** Exactly on the band is `WITHIN`. */
    reading: 'SELF_HIGHER' | 'WITHIN' | 'SELF_LOWER';
  },
  'TOO_FEW_RATERS' | 'NO_SELF_SCORE'
>;

/**
 * How far a person's own score is from the mean of one rater group, with a band like that of reliable change.
 *
 * Source: the band is that of Jacobson & Truax 1991 for two scores of the same reliability; as the mean of several raters is
 * more reliable than one score, it errs on the wide side. Raters without a score are not counted. Fewer than
 * `fewest` raters: `TOO_FEW_RATERS`, and nothing else is said; no own score: `NO_SELF_SCORE`.
 * Errors: `NOT_A_NUMBER` with the rater's row, `SD_NOT_POSITIVE`, `RELIABILITY_OUT_OF_RANGE`, `LEVEL_OUT_OF_RANGE` for a z that
 * is not positive, `MINIMUM_TOO_SMALL` for a `fewest` below 3.
 */
export const selfOtherDifference = (
  self: number | null,
  raters: Column,
  precision: Precision,
  fewest = FEWEST_RATERS,
): SelfOtherDifference => {
  const { sd, reliability, z = 1.96 } = precision;
  if (!(sd > 0 && Number.isFinite(sd))) throw new Refusal('SD_NOT_POSITIVE');
  if (!(reliability >= 0 && reliability <= 1)) throw new Refusal('RELIABILITY_OUT_OF_RANGE');
  if (!(z > 0 && Number.isFinite(z))) throw new Refusal('LEVEL_OUT_OF_RANGE');
  checkFewest(fewest);
  if (self !== null && !Number.isFinite(self)) throw new Refusal('NOT_A_NUMBER');
  const scores = columnOf(raters).filter((x) => !Number.isNaN(x));
  if (scores.length < fewest) return none('TOO_FEW_RATERS');
  if (self === null) return none('NO_SELF_SCORE');
  const difference = self - meanOf(scores);
  if (!Number.isFinite(difference)) throw new Refusal('NOT_A_NUMBER');
  const band = z * Math.SQRT2 * sd * Math.sqrt(1 - reliability);
  return value({
    value: difference,
    method: 'SELF_MINUS_MEAN_OF_RATERS',
    n: scores.length,
    band,
    reading: difference > band ? 'SELF_HIGHER' : difference < -band ? 'SELF_LOWER' : 'WITHIN',
  });
};

export type SelfOtherAgreement = Outcome<
  {
    /** ICC(A,1), in Shrout & Fleiss' names ICC(2,1): 1 only where both profiles are equal in height, too. */
    icc: RaterIcc;
    /** Raters with at least one score. */
    raters: number;
    /** Scales (or items) that count. */
    n: number;
    /** Scales left out because the own score or enough raters' scores are missing. */
    dropped: number;
  },
  'TOO_FEW_RATERS' | 'TOO_FEW_SCALES'
>;

/**
 * Absolute agreement of a person's own profile with the mean profile of one rater group: ICC(A,1) of two columns, scales (or
 * items) in rows.
 *
 * Source: McGraw & Wong 1996; pingouin `intraclass_corr`. `raters[r][i]` is rater r's score on scale i. A scale counts when
 * the own score is there and `fewest` raters scored it. Fewer than `fewest` raters: `TOO_FEW_RATERS`; fewer than two scales
 * that count: `TOO_FEW_SCALES`. Errors: `LENGTHS_DIFFER` and `NOT_A_NUMBER` with the rater's row, `MINIMUM_TOO_SMALL`.
 */
export const selfOtherAgreement = (
  self: Column,
  raters: readonly Column[],
  level = 0.95,
  fewest = FEWEST_RATERS,
): SelfOtherAgreement => {
  checkFewest(fewest);
  const own = columnOf(self);
  const others = raters.map((scores, row) => {
    if (scores.length !== own.length) throw new Refusal('LENGTHS_DIFFER', { row });
    return columnOf(scores);
  });
  const answered = others.filter((scores) => scores.some((x) => !Number.isNaN(x)));
  if (answered.length < fewest) return none('TOO_FEW_RATERS');
  const profile = Array.from(own, (x, scale) => {
    const scores = Float64Array.from(answered, (rater) => rater[scale] ?? NaN).filter(
      (y) => !Number.isNaN(y),
    );
    return Number.isNaN(x) || scores.length < fewest ? [] : [[x, meanOf(scores)]];
  }).flat();
  const agreement = raterIccs(profile, level);
  if (!agreement.computed) return none('TOO_FEW_SCALES');
  return value({
    icc: agreement.forms['ICC(2,1)'],
    raters: answered.length,
    n: agreement.n,
    dropped: own.length - agreement.n,
  });
};

const meanOf = (scores: Float64Array): number => scores.reduce((sum, x) => sum + x, 0) / scores.length;

const checkFewest = (fewest: number): void => {
  if (!(fewest >= FEWEST_RATERS)) throw new Refusal('MINIMUM_TOO_SMALL');
};
