import { describe as group, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cronbachAlpha } from './alpha.ts';
import { describe } from './describe.ts';
import { bfi } from '../test/bfi.ts';
import { scaleScore } from './score.ts';

const { expected, scales, sheets } = bfi();

group('Mean and standard deviation', () => {
  it.each(scales.map((scale) => [scale.code, scale] as const))('of %s are those of R', (code, scale) => {
    const scores = sheets.flatMap((sheet) => {
      const result = scaleScore({ ...scale, missing: { atLeastItems: 1 } }, sheet);
      return result.computed ? [result.score] : [];
    });
    const described = describe(scores);
    if (!described.computed) throw new Error(described.reason);
    expect(described.n).toBe(2800);
    expect(described.mean).toBeCloseTo(expected.means[code] ?? 0, 10);
    expect(described.sd).toBeCloseTo(expected.sds[code] ?? 0, 10);
  });

  it('of nothing, of one value and of what is no number say so', () => {
    expect(describe([])).toEqual({ computed: false, reason: 'NO_VALUES' });
    expect(describe([4])).toEqual({ computed: true, n: 1, mean: 4, sd: null });
    expect(describe([1, Number.NaN])).toEqual({ computed: false, reason: 'NOT_A_NUMBER' });
    expect(describe([1e308, 1e308])).toEqual({ computed: false, reason: 'NOT_A_NUMBER' });
  });

  it('of equal values have no spread, though the mean of three times 0.1 is not 0.1', () => {
    expect(describe([0.1, 0.1, 0.1])).toMatchObject({ sd: 0 });
  });

  it('move with the values and stretch with them', () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2 }), value, (values, by) => {
        const [before, moved] = [describe(values), describe(values.map((x) => x + by))];
        if (!before.computed || !moved.computed) throw new Error('not computed');
        expect(moved.mean).toBeCloseTo(before.mean + by, 8);
        expect(moved.sd).toBeCloseTo(before.sd ?? 0, 6);
      }),
    );
  });
});

group("Cronbach's alpha", () => {
  it.each(expected.scale.map((row) => [row._row, row] as const))('of %s is that of R psych', (code, row) => {
    const scale = scales.find((candidate) => candidate.code === code);
    if (!scale) throw new Error(code);
    const listwise = cronbachAlpha(scale, sheets, 'LISTWISE');
    const pairwise = cronbachAlpha(scale, sheets, 'PAIRWISE');
    expect(listwise).toMatchObject({ computed: true, n: row.n_complete });
    expect(listwise.computed && listwise.alpha).toBeCloseTo(row.alpha_complete_cases, 10);
    expect(pairwise.computed && pairwise.alpha).toBeCloseTo(row.alpha_pairwise, 10);
  });

  it('shows a scale that was scored without reversing', () => {
    const scale = scales.find(({ code }) => code === 'extraversion');
    if (!scale) throw new Error('no scale');
    const wrong = cronbachAlpha({ ...scale, reversed: [] }, sheets, 'LISTWISE');
    expect(wrong.computed && wrong.alpha).toBeLessThan(0);
  });

  it('has typed reasons where it cannot be', () => {
    const two = { code: 's', items: ['a', 'b'], reversed: ['b'], range: { min: 1, max: 5 } } as const;
    const scale = {
      ...two,
      scoring: { method: 'MEAN' },
      missing: { atLeastItems: 1 },
      better: 'NEITHER',
    } as const;
    expect(cronbachAlpha({ ...scale, items: ['a'] }, [], 'LISTWISE')).toMatchObject({
      reason: 'TOO_FEW_ITEMS',
    });
    expect(cronbachAlpha(scale, [{ a: 1, b: 2 }], 'PAIRWISE')).toMatchObject({
      reason: 'TOO_FEW_RESPONDENTS',
    });
    const cancelling = [1, 2, 4].map((x) => ({ a: x, b: x }));
    expect(cronbachAlpha(scale, cancelling, 'LISTWISE')).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(() => cronbachAlpha(scale, [{ a: 9 }], 'LISTWISE')).toThrow(
      expect.objectContaining({ code: 'ANSWER_OUT_OF_RANGE', row: 0, item: 'a' }),
    );
  });
});
