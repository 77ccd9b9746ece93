import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { none, type Outcome, value } from '../outcome.ts';
import { Refusal } from '../refusal.ts';

export interface EquivalenceCase {
  /** How many rate before and after, each of them twice. */
  readonly raters: number;
  /** In standard deviations of the first wave; 0.5 where it is not given. */
  readonly margin?: number;
  /** How far the two ratings of a rater go together when nothing has changed; 0.7 where it is not given. */
  readonly retest?: number;
  /** Of each one-sided test; 0.05 where it is not given. */
  readonly alpha?: number;
  /** What truly changes, in standard deviations of the first wave; 0 where it is not given. */
  readonly change?: number;
  /** How many times the two waves are drawn, 1 or more; 10,000 where it is not given, fewer where `MOST_DRAWS` says so. */
  readonly runs?: number;
  readonly seed: number;
}

export type EquivalenceOdds = Outcome<
  {
    /** The share of runs in which equivalence was shown, from 0 to 1. */
    odds: number;
    /** Of that share, from the number of runs. */
    standardError: number;
    method: 'TOST_PAIRED';
    raters: number;
    runs: number;
    seed: number;
  },
  'TOO_FEW_PAIRS'
>;

/** Ratings that are drawn for one case at most: about a tenth of a second. */
export const MOST_DRAWS = 1_000_000;
const usualRuns = 10_000;

/** Pairs of independent standard normal numbers, after Box & Muller 1958. */
const normals = (random: RandomGenerator): (() => number) => {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(random)));
    const angle = 2 * Math.PI * uniformFloat64(random);
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
};

/** Whether two one-sided t tests on one draw of `raters` differences show that their mean is within ±margin. */
const isShown = (draw: () => number, raters: number, critical: number, margin: number): boolean => {
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < raters; n++) {
    const difference = draw();
    sum += difference;
    squares += difference * difference;
  }
  const mean = sum / raters;
  const variance = Math.max(0, (squares - sum * mean) / (raters - 1));
  const half = critical * Math.sqrt(variance / raters);
  return mean - half > -margin && mean + half < margin;
};

const check = ({ raters, margin, retest, alpha, change, runs, seed }: Required<EquivalenceCase>): void => {
  if (!(margin > 0 && Number.isFinite(margin))) throw new Refusal('MARGIN_NOT_POSITIVE');
  if (!(alpha > 0 && alpha < 0.5)) throw new Refusal('LEVEL_OUT_OF_RANGE');
  if (!(retest > -1 && retest < 1)) throw new Refusal('RELIABILITY_OUT_OF_RANGE', { parameter: 'retest' });
  if (!Number.isFinite(change)) throw new Refusal('OUT_OF_RANGE', { parameter: 'change' });
  if (!Number.isSafeInteger(seed)) throw new Refusal('OUT_OF_RANGE', { parameter: 'seed' });
  for (const [parameter, number] of Object.entries({ raters, runs }))
    if (!(Number.isSafeInteger(number) && number >= (parameter === 'runs' ? 1 : 0) && number <= MOST_DRAWS))
      throw new Refusal('OUT_OF_RANGE', { parameter });
};

/**
 * Before anything is measured: how often `equivalence` will show that something which changes by `change` is unchanged, by
 * simulation. Ratings of one rater at two waves are normal with standard deviation 1 and correlation `retest`, so that their difference has the
 * standard deviation √(2·(1 − retest)); the same differences are then tested as `equivalence` tests them.
 *
 * With a margin of 0.5 and a retest of 0.7, no change is shown to be none in about 6 % of cases with 5 raters, 25 % with 10, 74 % with 20.
 * The same seed gives the same odds. Fewer than two raters: `TOO_FEW_PAIRS`.
 * Errors: `MARGIN_NOT_POSITIVE`, `LEVEL_OUT_OF_RANGE` unless 0 < alpha < 0.5, `RELIABILITY_OUT_OF_RANGE` unless −1 < retest < 1,
 * `OUT_OF_RANGE` for raters or runs that are no whole number from 1 to `MOST_DRAWS`, or a change or seed that is none; with the parameter.
 */
export const equivalenceOdds = ({
  raters,
  margin = 0.5,
  retest = 0.7,
  alpha = 0.05,
  change = 0,
  runs = usualRuns,
  seed,
}: EquivalenceCase): EquivalenceOdds => {
  check({ raters, margin, retest, alpha, change, runs, seed });
  if (raters < 2) return none('TOO_FEW_PAIRS');
  const drawn = Math.min(runs, Math.floor(MOST_DRAWS / raters));
  const normal = normals(xoroshiro128plus(seed));
  const sd = Math.sqrt(2 * (1 - retest));
  const difference = () => change + sd * normal();
  const critical = tQuantile(1 - alpha, raters - 1);
  let shown = 0;
  for (let run = 0; run < drawn; run++) if (isShown(difference, raters, critical, margin)) shown++;
  const odds = shown / drawn;
  return value({
    odds,
    standardError: Math.sqrt((odds * (1 - odds)) / drawn),
    method: 'TOST_PAIRED',
    raters,
    runs: drawn,
    seed,
  });
};
