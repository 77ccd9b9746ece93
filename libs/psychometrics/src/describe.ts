import { none, type Outcome, value } from './outcome.ts';

export type Description = Outcome<
  {
    /** How many values. */
    n: number;
    /** Arithmetic mean, in the values' unit. */
    mean: number;
    /** Sample standard deviation (n − 1), in the values' unit; null for a single value. */
    sd: number | null;
  },
  'NO_VALUES' | 'NOT_A_NUMBER'
>;

/**
 * n, mean and standard deviation of scale scores: x̄ = Σx/n, s = √(Σ(x − x̄)²/(n − 1)).
 *
 * Source: R `mean`, `sd`. Two passes, so that large values with small differences keep their digits. Empty input:
 * `NO_VALUES`. A value or a sum that is no finite number: `NOT_A_NUMBER`. One value has a mean and no standard deviation.
 */
export const describe = (values: readonly number[]): Description => {
  const n = values.length;
  if (n === 0) return none('NO_VALUES');
  if (!values.every(Number.isFinite)) return none('NOT_A_NUMBER');
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  // The mean of equal values can be off by its last digit, which is no variance.
  const rounding = n * (8 * Number.EPSILON * mean) ** 2;
  const sd = n === 1 ? null : squares <= rounding ? 0 : Math.sqrt(squares / (n - 1));
  // Values near the end of the number range overflow on the way.
  if (!Number.isFinite(mean) || !Number.isFinite(squares)) return none('NOT_A_NUMBER');
  return value({ n, mean, sd });
};
