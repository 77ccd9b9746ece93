import { type Outcome } from './outcome.ts';

export type IntervalReason =
  'NO_ERROR_VARIANCE' | 'NO_TARGET_VARIANCE' | 'NO_DEGREES_OF_FREEDOM' | 'UNBOUNDED';

/** A confidence interval of its level, for example 0.95, or the reason why there is none. */
export type Interval = Outcome<{ level: number; lower: number; upper: number }, IntervalReason>;
