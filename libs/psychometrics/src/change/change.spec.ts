import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { equivalence } from './equivalence.ts';
import { noncentrality, noncentralTCdf } from './noncentral-t.ts';
import { standardizedChange } from './standardized.ts';

/** Written by tests/oracles/psychometrics/change.py with scipy and pingouin. */
const { pairs } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/change.json', import.meta.url), 'utf8'),
) as {
  pairs: readonly {
    name: string;
    before: (number | null)[];
    after: (number | null)[];
    level: number;
    n: number;
    dz: number;
    lower: number;
    upper: number;
    dav: number;
    margin: number;
    tostP: number;
    interval90: [number, number];
  }[];
};
const cases = pairs.map((pair) => [pair.name, pair] as const);
const changeOf = (...given: Parameters<typeof standardizedChange>) => {
  const result = standardizedChange(...given);
  if (!result.computed) throw new Error(result.reason);
  return result;
};
const near = (ours: number, theirs: number, within = 1e-9): void =>
  expect(Math.abs(ours - theirs)).toBeLessThan(within * Math.max(1, Math.abs(theirs)));

describe('Standardized mean change', () => {
  it.each(cases)('is that of scipy, with its interval: %s', (_, pair) => {
    const ours = changeOf(pair.before, pair.after, pair.level);
    expect([ours.n, ours.df, ours.dropped]).toEqual([pair.n, pair.n - 1, pair.before.length - pair.n]);
    near(ours.dz.value, pair.dz);
    near(ours.dz.lower, pair.lower);
    near(ours.dz.upper, pair.upper);
    near(ours.dav.value, pair.dav);
    const factor = pair.dav / pair.dz;
    near(ours.dav.lower, pair.lower * factor);
    near(ours.dav.upper, pair.upper * factor);
    const correction = 1 - 3 / (4 * (pair.n - 1) - 1);
    near(ours.gz.value, pair.dz * correction);
    near(ours.gav.upper, pair.upper * factor * correction);
  });

  it('of two people has a correction of 0', () => {
    expect(changeOf([1, 2], [2, 5])).toMatchObject({ correction: 0, gz: { value: 0 }, gav: { value: 0 } });
  });

  it('says why there is none, and refuses what is no pair of numbers', () => {
    expect(standardizedChange([], [])).toEqual({ computed: false, reason: 'TOO_FEW_PAIRS' });
    expect(standardizedChange([1, null, 3], [1, 2, null])).toEqual({
      computed: false,
      reason: 'TOO_FEW_PAIRS',
    });
    expect(standardizedChange([0.1, 0.2, 0.3], [0.4, 0.5, 0.6])).toEqual({
      computed: false,
      reason: 'NO_VARIANCE',
    });
    expect(() => standardizedChange([1], [1, 2])).toThrow('LENGTHS_DIFFER');
    expect(() => standardizedChange([1, 2], [1, NaN])).toThrow(
      expect.objectContaining({ code: 'NOT_A_NUMBER', row: 1 }),
    );
    expect(() => standardizedChange([1, 2], [1, 3], 0)).toThrow('LEVEL_OUT_OF_RANGE');
  });

  it('changes its sign when before and after are swapped, and no unit changes it', () => {
    const wave = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })), {
      minLength: 3,
      maxLength: 12,
    });
    fc.assert(
      fc.property(wave, fc.integer({ min: 1, max: 9 }), (rows, unit) => {
        const [x, y] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const there = standardizedChange(x, y);
        if (!there.computed) return;
        const back = changeOf(y, x);
        const scaled = changeOf(
          x.map((a) => a * unit),
          y.map((a) => a * unit),
        );
        near(back.dz.value, -there.dz.value);
        near(back.dz.lower, -there.dz.upper);
        near(scaled.dav.upper, there.dav.upper);
        expect(there.dz.lower).toBeLessThan(there.dz.value);
        expect(there.dz.upper).toBeGreaterThan(there.dz.value);
      }),
      { numRuns: 40 },
    );
  });
});

describe('The noncentral t distribution', () => {
  // scipy 1.17.1 stats.nct.cdf(t, df, nc)
  it.each([
    [300, 99, 300, 0.4811279788795656],
    [300, 1, 300, 0.31731319641158884],
    [80, 1, 80, 0.31734831283510834],
    [-60, 1, -60, 0.6826222873809356],
  ])('at %f with %i degrees of freedom and noncentrality %f', (t, df, delta, expected) => {
    near(noncentralTCdf(t, df, delta), expected, 1e-12);
  });

  it('keeps its digits far out, where a change is nearly the same for everybody', () => {
    // For t → ∞ the noncentrality is t·√(χ²/df) at the other tail: χ² of 4 degrees of freedom is 11.1433 and 0.4844 there.
    for (const t of [1e4, 1e8, 1e12]) {
      near(noncentrality(t, 4, 0.025) / t, Math.sqrt(11.143286781877796 / 4), 1e-7);
      near(noncentrality(t, 4, 0.975) / t, Math.sqrt(0.48441855708792964 / 4), 1e-7);
      near(noncentralTCdf(t, 4, noncentrality(t, 4, 0.3)), 0.3, 1e-9);
    }
  });

  it('refuses what is outside its range', () => {
    expect(() => noncentralTCdf(NaN, 4, 0)).toThrow('NOT_A_NUMBER');
    expect(() => noncentralTCdf(1, 4, Infinity)).toThrow('NOT_A_NUMBER');
    expect(() => noncentrality(1, 0, 0.5)).toThrow('OUT_OF_RANGE');
    expect(() => noncentrality(1, 4, 1)).toThrow('LEVEL_OUT_OF_RANGE');
  });

  it('is the inverse of its noncentrality', () => {
    const t = fc.double({ min: -200, max: 200, noNaN: true });
    const df = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(t, df, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (x, degrees, probability) => {
        near(noncentralTCdf(x, degrees, noncentrality(x, degrees, probability)), probability, 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Equivalence of paired means', () => {
  it.each(cases)('is that of pingouin: %s', (_, pair) => {
    const ours = equivalence(pair.before, pair.after, pair.margin);
    if (!ours.computed) throw new Error(ours.reason);
    near(ours.p, pair.tostP);
    near(ours.interval.lower, pair.interval90[0]);
    near(ours.interval.upper, pair.interval90[1]);
    expect(ours.interval.level).toBe(0.9);
    expect(ours.equivalent).toBe(pair.tostP < 0.05);
  });

  it('is shown in some of these and not in others', () => {
    const shown = pairs.map(({ before, after, margin }) => equivalence(before, after, margin));
    expect(new Set(shown.map((one) => one.computed && one.equivalent))).toEqual(new Set([true, false]));
  });

  it('says why there is none, and refuses a margin or an alpha that is none', () => {
    expect(equivalence([1], [1], 1)).toEqual({ computed: false, reason: 'TOO_FEW_PAIRS' });
    expect(equivalence([1, 2], [2, 3], 1)).toEqual({ computed: false, reason: 'NO_VARIANCE' });
    expect(() => equivalence([1, 1.001], [1, 1.002], 1e308)).toThrow('OUT_OF_RANGE');
    expect(() => equivalence([1e200, 1], [1, 1e200], 1)).toThrow('NOT_A_NUMBER');
    expect(() => equivalence([1, 2], [2, 4], 0)).toThrow('MARGIN_NOT_POSITIVE');
    expect(() => equivalence([1, 2], [2, 4], 1, 0.5)).toThrow('LEVEL_OUT_OF_RANGE');
  });
});
