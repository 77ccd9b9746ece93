import { type Column, columnOf } from '../columns.ts';
import { Refusal } from '../refusal.ts';

/** Two waves of the same people, reduced to what change is computed from. */
export interface Pairs {
  /** People with both values. */
  readonly n: number;
  /** People left out because a value is missing. */
  readonly dropped: number;
  /** Mean of after − before. */
  readonly mean: number;
  /** Sample standard deviation of after − before; 0 for fewer than two people. */
  readonly sd: number;
  readonly sdBefore: number;
  readonly sdAfter: number;
}

/**
 * The pairs of two waves; `before[i]` and `after[i]` are of the same person, who is left out without both.
 *
 * A standard deviation that is only rounding is 0. Errors: `LENGTHS_DIFFER`, `NOT_A_NUMBER` with its row, or without where squares overflow. O(people).
 */
export const pairsOf = (before: Column, after: Column): Pairs => {
  if (before.length !== after.length) throw new Refusal('LENGTHS_DIFFER');
  const [first, second] = [columnOf(before), columnOf(after)];
  let [n, sumFirst, sumSecond, sumChange, largest] = [0, 0, 0, 0, 0];
  for (let i = 0; i < first.length; i++) {
    const [x, y] = [first[i] ?? NaN, second[i] ?? NaN];
    if (Number.isNaN(x + y)) continue;
    n += 1;
    sumFirst += x;
    sumSecond += y;
    sumChange += y - x;
    largest = Math.max(largest, Math.abs(x), Math.abs(y));
  }
  let [squaresFirst, squaresSecond, squaresChange] = [0, 0, 0];
  for (let i = 0; i < first.length; i++) {
    const [x, y] = [first[i] ?? NaN, second[i] ?? NaN];
    if (Number.isNaN(x + y)) continue;
    squaresFirst += (x - sumFirst / n) ** 2;
    squaresSecond += (y - sumSecond / n) ** 2;
    squaresChange += (y - x - sumChange / n) ** 2;
  }
  const squares = squaresFirst + squaresSecond + squaresChange;
  if (!Number.isFinite(squares)) throw new Refusal('NOT_A_NUMBER');
  const rounding = n * (8 * Number.EPSILON * largest) ** 2;
  const sd = (sum: number): number => (n < 2 || sum <= rounding ? 0 : Math.sqrt(sum / (n - 1)));
  return {
    n,
    dropped: first.length - n,
    mean: n === 0 ? 0 : sumChange / n,
    sd: sd(squaresChange),
    sdBefore: sd(squaresFirst),
    sdAfter: sd(squaresSecond),
  };
};
