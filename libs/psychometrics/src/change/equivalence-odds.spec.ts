import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { equivalence } from './equivalence.ts';
import { type EquivalenceCase, equivalenceOdds, MOST_DRAWS } from './equivalence-odds.ts';

const seed = 20_261_130;
const oddsOf = (given: Omit<EquivalenceCase, 'seed'>): number => {
  const found = equivalenceOdds({ seed, ...given });
  if (!found.computed) throw new Error(found.reason);
  return found.odds;
};

describe('The odds that no change can be shown to be none', () => {
  it.each([
    [5, 0.06],
    [10, 0.25],
    [20, 0.74],
  ])('are, with %i raters, a margin of half an SD and a retest of .7, about %f', (raters, expected) => {
    expect(Math.abs(oddsOf({ raters }) - expected)).toBeLessThan(0.015);
  });

  it('are those of the test itself, on waves that are drawn one by one', () => {
    // Twelve raters, drawn here as two correlated waves, by another generator and without the short cut of differences.
    let state = 12_345;
    const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const runs = 4_000;
    let shown = 0;
    for (let run = 0; run < runs; run++) {
      const before = Array.from({ length: 12 }, normal);
      const after = before.map((first) => 0.7 * first + Math.sqrt(1 - 0.49) * normal());
      const found = equivalence(before, after, 0.5);
      if (found.computed && found.equivalent) shown++;
    }
    expect(Math.abs(shown / runs - oddsOf({ raters: 12 }))).toBeLessThan(0.03);
  });

  it('grow with raters, margin and retest, and shrink with a true change', () => {
    const base = { raters: 12 };
    expect(oddsOf({ raters: 24 })).toBeGreaterThan(oddsOf(base));
    expect(oddsOf({ ...base, margin: 0.8 })).toBeGreaterThan(oddsOf(base));
    expect(oddsOf({ ...base, retest: 0.9 })).toBeGreaterThan(oddsOf(base));
    expect(oddsOf({ ...base, change: 0.4 })).toBeLessThan(oddsOf(base));
  });

  it('are at most alpha when the change is the margin', () => {
    expect(oddsOf({ raters: 60, change: 0.5 })).toBeLessThan(0.06);
  });

  it('are the same for the same seed, and lie between 0 and 1', () => {
    const raters = fc.integer({ min: 2, max: 40 });
    fc.assert(
      fc.property(raters, fc.integer(), (n, of) => {
        const given = { raters: n, seed: of, runs: 50 };
        const found = equivalenceOdds(given);
        expect(found).toEqual(equivalenceOdds(given));
        expect(found.computed && found.odds >= 0 && found.odds <= 1).toBe(true);
      }),
    );
  });

  it('are bounded in what they cost', () => {
    const found = equivalenceOdds({ raters: 100_000, seed });
    expect(found).toMatchObject({ computed: true, runs: MOST_DRAWS / 100_000, odds: 1 });
  });

  it('are not there without a second rater, and not for what is no case', () => {
    expect(equivalenceOdds({ raters: 1, seed })).toEqual({ computed: false, reason: 'TOO_FEW_PAIRS' });
    for (const [given, code] of [
      [{ raters: 2.5 }, 'OUT_OF_RANGE'],
      [{ raters: -1 }, 'OUT_OF_RANGE'],
      [{ raters: 5, runs: 0 }, 'OUT_OF_RANGE'],
      [{ raters: 5, change: NaN }, 'OUT_OF_RANGE'],
      [{ raters: 5, seed: 0.5 }, 'OUT_OF_RANGE'],
      [{ raters: 5, margin: 0 }, 'MARGIN_NOT_POSITIVE'],
      [{ raters: 5, alpha: 0.5 }, 'LEVEL_OUT_OF_RANGE'],
      [{ raters: 5, retest: 1 }, 'RELIABILITY_OUT_OF_RANGE'],
    ] as const)
      expect(() => equivalenceOdds({ seed, ...given })).toThrow(expect.objectContaining({ code }));
  });
});
