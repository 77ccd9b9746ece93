import { type CompleteRows } from '../columns.ts';

/** Mean squares of targets × raters, as in Shrout & Fleiss 1979. */
export interface MeanSquares {
  /** Between targets, n − 1 degrees of freedom. */
  readonly targets: number;
  /** Between raters, k − 1. */
  readonly raters: number;
  /** Residual, (n − 1)(k − 1). */
  readonly residual: number;
  /** Within targets (raters and residual together), n(k − 1). */
  readonly within: number;
}

/**
 * Two-way analysis of variance without replication, from the rows (targets) that have no gaps.
 *
 * Two passes, so that values with a large common part keep their digits. A residual that is only rounding is 0: then
 * raters differ by constants and the F ratios do not exist. O(n·k).
 */
export const twoWay = ({ values, starts, rows: n, columns: k }: CompleteRows): MeanSquares => {
  const rater = new Float64Array(k);
  const target = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let [sum, at] = [0, starts[i] ?? 0];
    for (let j = 0; j < k; j++, at++) {
      const x = values[at] ?? 0;
      sum += x;
      rater[j] = (rater[j] ?? 0) + x;
    }
    target[i] = sum / k;
  }
  for (let j = 0; j < k; j++) rater[j] = (rater[j] ?? 0) / n;
  const grand = target.reduce((sum, x) => sum + x, 0) / n;
  // Two sums side by side, as each addition would wait for the one before.
  let [even, odd] = [0, 0];
  for (let i = 0; i < n; i++) {
    const shift = (target[i] ?? 0) - grand;
    let [j, at] = [0, starts[i] ?? 0];
    for (; j + 1 < k; j += 2, at += 2) {
      const left = (values[at] ?? 0) - (rater[j] ?? 0) - shift;
      const right = (values[at + 1] ?? 0) - (rater[j + 1] ?? 0) - shift;
      even += left * left;
      odd += right * right;
    }
    if (j < k) even += ((values[at] ?? 0) - (rater[j] ?? 0) - shift) ** 2;
  }
  const residual = even + odd;
  const squares = (means: Float64Array): number => means.reduce((sum, x) => sum + (x - grand) ** 2, 0);
  const found = [k * squares(target), n * squares(rater), residual] as const;
  // Sums of n·k squares of rounding errors, each a few units in the last place of the largest value, which is at most this.
  const largest = Math.abs(grand) + Math.sqrt(found[0] + found[1] + found[2]);
  const rounding = n * k * (16 * Number.EPSILON * largest) ** 2;
  const clean = (sum: number): number => (sum <= rounding && rounding < Infinity ? 0 : sum);
  const [between, judges, rest] = [clean(found[0]), clean(found[1]), clean(found[2])];
  return {
    targets: between / (n - 1),
    raters: judges / (k - 1),
    residual: rest / ((n - 1) * (k - 1)),
    within: (judges + rest) / (n * (k - 1)),
  };
};
