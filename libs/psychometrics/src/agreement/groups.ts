import { type Column, columnOf } from '../columns.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { Refusal } from '../refusal.ts';

export type GroupIcc = Outcome<
  {
    value: number;
    estimator: 'ONE_WAY_ANOVA';
    /** Members with a value. */
    n: number;
    groups: number;
  },
  'NO_VARIANCE_BETWEEN_GROUPS' | 'NO_VARIANCE'
>;

export type GroupIccs = Outcome<
  {
    /** Members with a value. */
    n: number;
    groups: number;
    /** n̄, the arithmetic mean of the groups' sizes. */
    meanSize: number;
    /** Members left out because they have no value. */
    dropped: number;
    meanSquareBetween: number;
    meanSquareWithin: number;
    /** How much of a member's value is the group's: at most 1, negative values are legal. */
    icc1: GroupIcc;
    /** How reliable the mean of a group of mean size is: at most 1, negative values are legal. */
    icc2: GroupIcc;
  },
  'TOO_FEW_GROUPS' | 'NO_GROUP_OF_TWO'
>;

/**
 * ICC(1) = (MSB − MSW)/(MSB + (n̄ − 1)MSW) and ICC(2) = (MSB − MSW)/MSB of members in groups, from one-way analysis of
 * variance, with n̄ the arithmetic mean of the groups' sizes.
 *
 * Source: Bliese 2000; R multilevel `ICC1`, `ICC2`. `values[i]` belongs to the member whose group is `groups[i]`; groups may
 * differ in size, members without a value are left out, and a group without any value does not count. Not the REML
 * estimate of a mixed model, which differs visibly: see `estimator`. Fewer than two groups: `TOO_FEW_GROUPS`; no group with
 * two members, hence no variance within: `NO_GROUP_OF_TWO`. MSB = 0 leaves ICC(2) without value
 * (`NO_VARIANCE_BETWEEN_GROUPS`), no variance at all leaves both (`NO_VARIANCE`). Errors: `LENGTHS_DIFFER`,
 * `NOT_A_NUMBER` with its row, or without where squares overflow. O(members).
 */
export const groupIccs = (values: Column, groups: readonly (string | number)[]): GroupIccs => {
  if (values.length !== groups.length) throw new Refusal('LENGTHS_DIFFER');
  const column = columnOf(values);
  const numbers = new Map<string | number, number>();
  const group = new Int32Array(column.length);
  const [sizes, means]: [number[], number[]] = [[], []];
  let [n, grand, largest] = [0, 0, 0];
  for (let row = 0; row < column.length; row++) {
    const [x, name] = [column[row] ?? NaN, groups[row]];
    if (Number.isNaN(x) || name === undefined) continue;
    const at = numbers.get(name) ?? numbers.size;
    numbers.set(name, at);
    group[row] = at;
    sizes[at] = (sizes[at] ?? 0) + 1;
    means[at] = (means[at] ?? 0) + x;
    n += 1;
    grand += x;
    largest = Math.max(largest, Math.abs(x));
  }
  if (sizes.length < 2) return none('TOO_FEW_GROUPS');
  if (n === sizes.length) return none('NO_GROUP_OF_TWO');
  grand /= n;
  let [between, within] = [0, 0];
  sizes.forEach((size, at) => {
    const mean = (means[at] ?? 0) / size;
    means[at] = mean;
    between += size * (mean - grand) ** 2;
  });
  for (let row = 0; row < column.length; row++) {
    const x = column[row] ?? NaN;
    if (!Number.isNaN(x)) within += (x - (means[group[row] ?? 0] ?? 0)) ** 2;
  }
  if (!Number.isFinite(between + within)) throw new Refusal('NOT_A_NUMBER');
  // Squares that are no more than rounding of the largest value are 0.
  const rounding = n * (16 * Number.EPSILON * largest) ** 2;
  const msb = between <= rounding ? 0 : between / (sizes.length - 1);
  const msw = within <= rounding ? 0 : within / (n - sizes.length);
  const meanSize = n / sizes.length;
  const counts = { n, groups: sizes.length };
  const icc = (above: number, below: number): GroupIcc =>
    msb === 0 && msw === 0
      ? none('NO_VARIANCE')
      : below === 0
        ? none('NO_VARIANCE_BETWEEN_GROUPS')
        : value({ value: above / below, estimator: 'ONE_WAY_ANOVA', ...counts });
  return value({
    ...counts,
    meanSize,
    dropped: column.length - n,
    meanSquareBetween: msb,
    meanSquareWithin: msw,
    icc1: icc(msb - msw, msb + (meanSize - 1) * msw),
    icc2: icc(msb - msw, msb),
  });
};
