/** Mean squares of targets × raters, as in Shrout & Fleiss 1979, table 2. */
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
 * Two-way analysis of variance without replication, from n × k values row by row.
 *
 * Two passes, so that values with a large common part keep their digits. A residual that is only rounding is 0: then
 * raters differ by constants and the F ratios do not exist. O(n·k).
 */
export const twoWay = (values: Float64Array, n: number, k: number): MeanSquares => {
  const rater = new Float64Array(k);
  const target = new Float64Array(n);
  let largest = 0;
  for (let i = 0, at = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < k; j++, at++) {
      const x = values[at] ?? 0;
      sum += x;
      rater[j] = (rater[j] ?? 0) + x;
      largest = Math.max(largest, Math.abs(x));
    }
    target[i] = sum / k;
  }
  for (let j = 0; j < k; j++) rater[j] = (rater[j] ?? 0) / n;
  const grand = target.reduce((sum, x) => sum + x, 0) / n;
  let residual = 0;
  for (let i = 0, at = 0; i < n; i++) {
    const shift = (target[i] ?? 0) - grand;
    for (let j = 0; j < k; j++, at++) {
      const left = (values[at] ?? 0) - (rater[j] ?? 0) - shift;
      residual += left * left;
    }
  }
  // Sums of n·k squares of rounding errors, each a few units in the last place of the largest value.
  const rounding = n * k * (16 * Number.EPSILON * largest) ** 2;
  const clean = (squares: number): number => (squares <= rounding ? 0 : squares);
  const squares = (means: Float64Array): number => means.reduce((sum, x) => sum + (x - grand) ** 2, 0);
  const [between, judges, rest] = [clean(k * squares(target)), clean(n * squares(rater)), clean(residual)];
  return {
    targets: between / (n - 1),
    raters: judges / (k - 1),
    residual: rest / ((n - 1) * (k - 1)),
    within: (judges + rest) / (n * (k - 1)),
  };
};
