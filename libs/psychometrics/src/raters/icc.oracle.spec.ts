import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type RaterIccForm, raterIccs } from './icc.ts';

interface Row {
  readonly type: string;
  readonly value: number;
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
  readonly lower?: number;
  readonly upper?: number;
}
interface Case {
  readonly name: string;
  readonly ratings: (number | null)[][];
  readonly n: number;
  readonly icc: readonly Row[];
}
const cases = (file: string): readonly Case[] =>
  (
    JSON.parse(readFileSync(new URL(`../../test/fixtures/${file}`, import.meta.url), 'utf8')) as {
      raters: Case[];
    }
  ).raters;

/** pingouin names the forms after McGraw & Wong, psych after Shrout & Fleiss. */
const forms: Readonly<Record<string, RaterIccForm>> = {
  'ICC(1,1)': 'ICC(1,1)',
  'ICC(A,1)': 'ICC(2,1)',
  'ICC(C,1)': 'ICC(3,1)',
  'ICC(1,k)': 'ICC(1,k)',
  'ICC(A,k)': 'ICC(2,k)',
  'ICC(C,k)': 'ICC(3,k)',
  ICC1: 'ICC(1,1)',
  ICC2: 'ICC(2,1)',
  ICC3: 'ICC(3,1)',
  ICC1k: 'ICC(1,k)',
  ICC2k: 'ICC(2,k)',
  ICC3k: 'ICC(3,k)',
};

describe.each([
  ['pingouin (change.py)', 'change.json', 3],
  ['R psych (raters.R)', 'raters.json', 4],
] as const)('The intraclass correlations of raters and %s', (_, file, count) => {
  it('compare on every fixture', () => {
    expect(cases(file)).toHaveLength(count);
  });

  it.each(cases(file).map((one) => [one.name, one] as const))('agree: %s', (__, { ratings, n, icc }) => {
    const ours = raterIccs(ratings);
    if (!ours.computed) throw new Error(ours.reason);
    expect(ours.n).toBe(n);
    expect(icc).toHaveLength(6);
    for (const row of icc) {
      const found = ours.forms[forms[row.type] ?? 'ICC(1,1)'];
      if (!found.computed || !found.test.computed || !found.interval.computed) throw new Error(row.type);
      expect(found.value).toBeCloseTo(row.value, 10);
      expect(found.test.f).toBeCloseTo(row.f, 8);
      expect([found.test.df1, found.test.df2]).toEqual([row.df1, row.df2]);
      // Smaller than 1e-15, psych has only the rounding of 1 − P.
      if (row.p > 1e-15) expect(Math.abs(found.test.p - row.p)).toBeLessThan(1e-15 + 1e-7 * row.p);
      if (row.lower !== undefined) expect(found.interval.lower).toBeCloseTo(row.lower, 8);
      if (row.upper !== undefined) expect(found.interval.upper).toBeCloseTo(row.upper, 8);
    }
  });
});
