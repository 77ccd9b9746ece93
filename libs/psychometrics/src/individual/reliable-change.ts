import { none, type Outcome, value } from '../outcome.ts';
import { finite, Refusal } from '../refusal.ts';
import { type Better } from '../scale.ts';

/** Where a standard deviation comes from; it is declared with every result that rests on it. */
export type SdSource = 'NORM' | 'BASELINE';

/** The spread and the reliability (α, ω or retest) by which scores are judged, in the scale's unit. */
export interface MeasurementError {
  readonly sd: number;
  readonly sdFrom: SdSource;
  readonly reliability: number;
}

export type Direction = 'IMPROVED' | 'DETERIORATED' | 'HIGHER' | 'LOWER' | 'NONE';

export type ReliableChange = Outcome<
  {
    /** The reliable change index, in standard errors of a difference. */
    rci: number;
    method: 'JACOBSON_TRUAX';
    change: number;
    sem: number;
    sdFrom: SdSource;
    /** |RCI| above 1.96. */
    reliable: boolean;
    /** What a reliable change comes to; `HIGHER` or `LOWER` where neither is better, `NONE` where it is not reliable. */
    direction: Direction;
    /** A change must be larger than this to be reliable, in the scale's unit: 1.96 · √2 · SEM. */
    threshold: number;
  },
  'NO_MEASUREMENT_ERROR'
>;

/** The two-sided 5 % point of the normal distribution, as Jacobson & Truax round it. */
export const RELIABLE = 1.96;

/**
 * Standard error of measurement: SD · √(1 − r), in the scale's unit. Range: 0 … SD.
 *
 * Source: Lord & Novick 1968. Errors: `SD_NOT_POSITIVE`; `RELIABILITY_OUT_OF_RANGE` outside [0, 1]; `NOT_A_NUMBER`.
 */
export const standardErrorOfMeasurement = ({ sd, reliability }: Omit<MeasurementError, 'sdFrom'>): number => {
  if (!(finite(sd, 'sd') > 0)) throw new Refusal('SD_NOT_POSITIVE', { parameter: 'sd' });
  if (!(reliability >= 0 && reliability <= 1))
    throw new Refusal('RELIABILITY_OUT_OF_RANGE', { parameter: 'reliability' });
  return sd * Math.sqrt(1 - reliability);
};

/**
 * Reliable change index of one person: (x₂ − x₁)/(√2 · SEM); reliable when its absolute value exceeds 1.96. Exactly 1.96 is
 * not reliable.
 *
 * Source: Jacobson & Truax 1991; R clinicalsignificance. A reliability of 1 leaves no error to compare with:
 * `NO_MEASUREMENT_ERROR`. Errors: those of `standardErrorOfMeasurement`, `NOT_A_NUMBER` for a score.
 */
export const reliableChange = (
  before: number,
  after: number,
  error: MeasurementError,
  better: Better,
): ReliableChange => {
  const change = finite(finite(after, 'after') - finite(before, 'before'), 'after');
  const sem = standardErrorOfMeasurement(error);
  if (sem === 0) return none('NO_MEASUREMENT_ERROR');
  const rci = finite(change / (Math.SQRT2 * sem), 'after');
  // A hair's breadth of rounding must not make exactly 1.96 reliable.
  const reliable = Math.abs(rci) > RELIABLE + 1e-9;
  return value({
    rci,
    method: 'JACOBSON_TRUAX' as const,
    change,
    sem,
    sdFrom: error.sdFrom,
    reliable,
    direction: reliable ? directionOf(change, better) : 'NONE',
    threshold: RELIABLE * Math.SQRT2 * sem,
  });
};

const directionOf = (change: number, better: Better): Direction => {
  if (better === 'NEITHER') return change > 0 ? 'HIGHER' : 'LOWER';
  return change > 0 === (better === 'HIGHER') ? 'IMPROVED' : 'DETERIORATED';
};
