import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { none, type Outcome, value } from '../outcome.ts';
import { finite, Refusal } from '../refusal.ts';

/**
 * What a score is compared with, in the scale's unit: a mean and a standard deviation, or the scores of the norm sample
 * themselves. A norm known to be skewed gives no normal scores.
 */
export type Norm =
  | { readonly kind: 'NORMAL'; readonly mean: number; readonly sd: number; readonly skewed?: boolean }
  | { readonly kind: 'EMPIRICAL'; readonly scores: readonly number[] | Float64Array };

export type TScore = Outcome<
  { t: number; z: number; method: 'LINEAR' },
  'NO_NORM' | 'NORM_SKEWED' | 'NORM_EMPIRICAL'
>;

export type Percentile = Outcome<
  {
    /** 0 … 100. */
    percentile: number;
    method: 'NORMAL' | 'EMPIRICAL_MID_RANK';
    /** Scores in an empirical norm; null for a mean and a standard deviation. */
    n: number | null;
  },
  'NO_NORM' | 'NORM_SKEWED'
>;

/**
 * T score: 50 + 10 · (x − M)/SD. Source: McCall 1922. No norm: `NO_NORM`; a skewed norm: `NORM_SKEWED`; a sample of
 * scores, which has percentiles only: `NORM_EMPIRICAL`. Errors: `SD_NOT_POSITIVE`, `NOT_A_NUMBER`.
 */
export const tScore = (score: number, norm: Norm | null): TScore => {
  finite(score, 'score');
  if (norm === null) return none('NO_NORM');
  if (norm.kind === 'EMPIRICAL') return none('NORM_EMPIRICAL');
  if (norm.skewed) return none('NORM_SKEWED');
  const z = standardScore(score, norm);
  return value({ t: finite(50 + 10 * z, 'score'), z, method: 'LINEAR' as const });
};

/**
 * Percentile of a score: 100 · Φ((x − M)/SD), or the percentile rank in the norm sample, 100 · (below + ½ equal)/n, which
 * splits those of the same score.
 *
 * Source: Φ by @stdlib/stats-base-dists-normal-cdf (as R `pnorm`); ranks as scipy `percentileofscore(kind = "mean")`.
 * Range: 0 … 100. No norm, or one without scores: `NO_NORM`; mean and standard deviation of a skewed norm:
 * `NORM_SKEWED`. Errors: `SD_NOT_POSITIVE`, `NOT_A_NUMBER` with the row of a norm's score. O(n).
 */
export const percentile = (score: number, norm: Norm | null): Percentile => {
  finite(score, 'score');
  if (norm === null) return none('NO_NORM');
  if (norm.kind === 'NORMAL') {
    if (norm.skewed) return none('NORM_SKEWED');
    return value({
      percentile: 100 * normalCdf(standardScore(score, norm), 0, 1),
      method: 'NORMAL' as const,
      n: null,
    });
  }
  const n = norm.scores.length;
  if (n === 0) return none('NO_NORM');
  let [below, equal] = [0, 0];
  norm.scores.forEach((other, row) => {
    if (!Number.isFinite(other)) throw new Refusal('NOT_A_NUMBER', { row, parameter: 'norm' });
    if (other < score) below += 1;
    else if (other === score) equal += 1;
  });
  return value({ percentile: (100 * (below + equal / 2)) / n, method: 'EMPIRICAL_MID_RANK' as const, n });
};

const standardScore = (score: number, { mean, sd }: { mean: number; sd: number }): number => {
  if (!(finite(sd, 'sd') > 0)) throw new Refusal('SD_NOT_POSITIVE', { parameter: 'sd' });
  return finite((score - finite(mean, 'mean')) / sd, 'score');
};
