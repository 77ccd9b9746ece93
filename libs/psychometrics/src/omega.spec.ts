import { describe, expect, it } from '@jest/globals';
import { bfi, bfiItems } from '../test/bfi.ts';
import { matrixOf } from './matrix.ts';
import { mcdonaldOmega } from './omega.ts';
import { alphaOf } from './alpha.ts';
import { oneFactor } from './one-factor.ts';

const { expected, scales, sheets } = bfi();

describe("McDonald's omega", () => {
  it.each(expected.scale.map((row) => [row._row, row] as const))('of %s is that of R lavaan', (code, row) => {
    const scale = scales.find((candidate) => candidate.code === code);
    if (!scale) throw new Error(code);
    const omega = mcdonaldOmega(scale, matrixOf(scale.items, sheets));
    if (!omega.computed) throw new Error(omega.reason);
    expect(omega.n).toBe(row.n_complete);
    expect(Math.abs(omega.omega - row.omega_cfa_ml)).toBeLessThan(1e-6);
    const fit = bfiItems().scales[code];
    omega.items.forEach(({ loading, uniqueness }, i) => {
      expect(Math.abs(loading - (fit?.loading[i] ?? NaN))).toBeLessThan(1e-5);
      expect(Math.abs(uniqueness - (fit?.uniqueness[i] ?? NaN))).toBeLessThan(1e-5);
    });
  });

  it('has typed reasons where it cannot be', () => {
    const [scale] = scales;
    if (!scale) throw new Error('no scale');
    const three = { ...scale, items: ['a', 'b', 'c'], reversed: [] };
    const rows = (answers: readonly number[][]) => answers.map(([a, b, c]) => ({ a, b, c }));
    expect(mcdonaldOmega({ ...three, items: ['a', 'b'] }, [])).toMatchObject({ reason: 'TOO_FEW_ITEMS' });
    expect(mcdonaldOmega(three, rows([[1, 2, 3]]))).toMatchObject({ reason: 'TOO_FEW_RESPONDENTS' });
    expect(
      mcdonaldOmega(
        three,
        rows([
          [1, 2, 3],
          [1, 3, 4],
          [1, 5, 5],
        ]),
      ),
    ).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(
      mcdonaldOmega(
        three,
        rows([
          [1, 1, 3],
          [2, 2, 4],
          [4, 4, 2],
          [6, 6, 1],
        ]),
      ),
    ).toMatchObject({
      reason: 'NOT_POSITIVE_DEFINITE',
    });
  });
});

describe('A one-factor fit', () => {
  const three = (ab: number, ac: number, bc: number) =>
    oneFactor(3, Float64Array.of(1, ab, ac, ab, 1, bc, ac, bc, 1));

  it('of three items is exact: λ₁² = r₁₂r₁₃/r₂₃ (Spearman 1904)', () => {
    const fit = three(0.56, 0.48, 0.42);
    if (!fit.computed) throw new Error(fit.reason);
    [0.8, 0.7, 0.6].forEach((loading, i) => expect(fit.loadings[i]).toBeCloseTo(loading, 7));
    expect(fit.discrepancy).toBeCloseTo(0, 12);
  });

  it('names the item of a Heywood case: .7 · .7/.4 would need a communality above 1', () => {
    expect(three(0.7, 0.7, 0.4)).toMatchObject({ computed: false, reason: 'HEYWOOD_CASE', improper: [0] });
  });

  it('needs as many finite covariances as there are pairs, the same on both sides of the diagonal', () => {
    const refusal = (place: object) => expect.objectContaining(place);
    expect(() => three(0.7, NaN, 0.4)).toThrow(refusal({ code: 'NOT_A_NUMBER', row: 0, column: 2 }));
    expect(() => oneFactor(3, Float64Array.of(1, 0, 1))).toThrow(refusal({ code: 'NOT_A_MATRIX' }));
    const skew = { k: 2, covariance: Float64Array.of(1, 0.5, 0.4, 1), n: 9 };
    expect(() => alphaOf(skew, 'LISTWISE')).toThrow(refusal({ code: 'NOT_SYMMETRIC', row: 1, column: 0 }));
  });

  it('says so where three items have no factor: a negative product of correlations', () => {
    const fit = three(-0.4, 0.4, 0.4);
    expect(fit.computed).toBe(false);
    expect(['NO_CONVERGENCE', 'HEYWOOD_CASE']).toContain(!fit.computed && fit.reason);
  });
});
