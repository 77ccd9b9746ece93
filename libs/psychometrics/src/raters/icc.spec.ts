import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { type RaterIccForm, raterIccs } from './icc.ts';

const read = (file: string): string => readFileSync(new URL(`../../test/${file}`, import.meta.url), 'utf8');
const computed = (ratings: Parameters<typeof raterIccs>[0], level?: number) => {
  const result = raterIccs(ratings, level);
  if (!result.computed) throw new Error(result.reason);
  return result;
};
const form = (ratings: Parameters<typeof raterIccs>[0], name: RaterIccForm, level?: number) => {
  const icc = computed(ratings, level).forms[name];
  if (!icc.computed) throw new Error(icc.reason);
  return icc;
};

/** Shrout & Fleiss 1979, table 2. */
const paper = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

describe('The intraclass correlations of raters', () => {
  it.each([
    ['ICC(1,1)', 0.17],
    ['ICC(2,1)', 0.29],
    ['ICC(3,1)', 0.71],
    ['ICC(1,k)', 0.44],
    ['ICC(2,k)', 0.62],
    ['ICC(3,k)', 0.91],
  ] as const)('are those of Shrout & Fleiss 1979: %s', (name, expected) => {
    expect(form(paper, name).value).toBeCloseTo(expected, 2);
  });

  it('have the mean squares of Shrout & Fleiss 1979, table 3', () => {
    const { targets, raters, residual, within } = computed(paper).meanSquares;
    expect([targets, raters, residual, within].map((x) => x.toFixed(2))).toEqual([
      '11.24',
      '32.49',
      '1.02',
      '6.26',
    ]);
  });

  it('are those of pingouin on eight wines and four judges', () => {
    const { icc: expected } = JSON.parse(read('rater-icc/rater-icc.expected.json')) as {
      icc: { Type: string; ICC: number; F: number; df1: number; df2: number; pval: number; CI95: number[] }[];
    };
    const wines = Array.from({ length: 8 }, () => [0, 0, 0, 0]);
    for (const line of read('rater-icc/rater-icc.csv').trim().split('\n').slice(1)) {
      const [wine = '', judge = '', score = ''] = line.split(',');
      wines[Number(wine) - 1]?.splice('ABCD'.indexOf(judge), 1, Number(score));
    }
    const names: Readonly<Record<string, RaterIccForm>> = {
      'ICC(1,1)': 'ICC(1,1)',
      'ICC(A,1)': 'ICC(2,1)',
      'ICC(C,1)': 'ICC(3,1)',
      'ICC(1,k)': 'ICC(1,k)',
      'ICC(A,k)': 'ICC(2,k)',
      'ICC(C,k)': 'ICC(3,k)',
    };
    expect(expected).toHaveLength(6);
    for (const row of expected) {
      const ours = form(wines, names[row.Type] ?? 'ICC(1,1)');
      expect(ours.value).toBeCloseTo(row.ICC, 9);
      if (!ours.test.computed || !ours.interval.computed) throw new Error('no test or interval');
      expect(ours.test.f).toBeCloseTo(row.F, 9);
      expect([ours.test.df1, ours.test.df2]).toEqual([row.df1, row.df2]);
      expect(ours.test.p).toBeCloseTo(row.pval, 9);
      expect([ours.interval.lower, ours.interval.upper].map((x) => Number(x.toFixed(2)))).toEqual(row.CI95);
    }
  });

  it('leave out a target with a gap, written as null or as NaN in a typed array', () => {
    const gap = computed([...paper, [1, null, 2, 3]]);
    const typed = computed({ rows: 7, columns: 4, values: Float64Array.of(...paper.flat(), 1, NaN, 2, 3) });
    expect(gap).toEqual({ ...computed(paper), dropped: 1 });
    expect(typed).toEqual(gap);
  });

  it('say why there is none', () => {
    expect(raterIccs([[1], [2]])).toEqual({ computed: false, reason: 'TOO_FEW_RATERS' });
    expect(raterIccs([])).toEqual({ computed: false, reason: 'TOO_FEW_RATERS' });
    expect(raterIccs([[1, 2]])).toEqual({ computed: false, reason: 'TOO_FEW_TARGETS' });
    const same = computed([
      [3, 3],
      [3, 3],
    ]);
    for (const icc of Object.values(same.forms)) {
      expect(icc).toEqual({ computed: false, reason: 'VARIANCE_NOT_POSITIVE' });
    }
  });

  it('are 1 for raters who differ by a constant, without F and interval', () => {
    const icc = form(
      [0.1, 0.2, 0.7].map((x) => [x, x + 0.3]),
      'ICC(3,1)',
    );
    expect(icc).toMatchObject({
      value: 1,
      test: { computed: false, reason: 'NO_ERROR_VARIANCE' },
      interval: { computed: false, reason: 'NO_ERROR_VARIANCE' },
    });
  });

  it('have no interval at a level within rounding of 1', () => {
    const level = 1 - Number.EPSILON / 2;
    expect(form(paper, 'ICC(3,k)', level).interval).toEqual({ computed: false, reason: 'UNBOUNDED' });
  });

  it('refuse input that is no matrix of numbers, with its place', () => {
    expect(() => raterIccs([[1, 2], [1]])).toThrow(expect.objectContaining({ code: 'NOT_A_MATRIX', row: 1 }));
    expect(() => raterIccs([[1, Infinity]])).toThrow(
      expect.objectContaining({ code: 'NOT_A_NUMBER', row: 0, column: 1 }),
    );
    expect(() => raterIccs({ rows: 2, columns: 2, values: Float64Array.of(1) })).toThrow('NOT_A_MATRIX');
    const large = [1e200, -1e200];
    expect(() => raterIccs([large, large.toReversed()])).toThrow('NOT_A_NUMBER');
    expect(() => raterIccs(paper, 1)).toThrow('LEVEL_OUT_OF_RANGE');
  });

  const ratings = fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 6 })).chain(([n, k]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: k, maxLength: k }), {
      minLength: n,
      maxLength: n,
    }),
  );

  it('are finite, at most 1, within their interval, or say why not', () => {
    fc.assert(
      fc.property(ratings, (rows) => {
        for (const icc of Object.values(computed(rows).forms)) {
          if (!icc.computed) continue;
          expect(Number.isFinite(icc.value)).toBe(true);
          // The two-way mean may exceed 1 by estimation when raters differ less than chance has it.
          if (icc.form !== 'ICC(2,k)' && icc.form !== 'ICC(2,1)') expect(icc.value).toBeLessThanOrEqual(1);
          if (!icc.interval.computed) expect(icc.interval.reason).not.toBe('');
          else if (!icc.form.startsWith('ICC(2')) {
            expect(icc.interval.lower).toBeLessThanOrEqual(icc.value + 1e-12);
            expect(icc.interval.upper).toBeGreaterThanOrEqual(icc.value - 1e-12);
          } else expect(Number.isFinite(icc.interval.lower + icc.interval.upper)).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order of targets or raters, nor on adding a constant', () => {
    fc.assert(
      fc.property(ratings, fc.integer({ min: -50, max: 50 }), (rows, constant) => {
        const other = rows.toReversed().map((row) => row.toReversed().map((x) => x + constant));
        const [a, b] = [computed(rows), computed(other)];
        for (const name of Object.keys(a.forms) as RaterIccForm[]) {
          const [before, after] = [a.forms[name], b.forms[name]];
          expect(after.computed).toBe(before.computed);
          if (before.computed && after.computed) {
            expect(Math.abs(after.value - before.value)).toBeLessThan(1e-8 * (1 + Math.abs(before.value)));
          }
        }
      }),
    );
  });
});
