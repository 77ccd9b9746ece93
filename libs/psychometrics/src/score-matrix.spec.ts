import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bfi } from '../test/bfi.ts';
import { keyedAnswers } from './keyed-covariance.ts';
import { answerMatrix, matrixOf } from './matrix.ts';
import { DEFAULT_MISSING_RULE, type ScaleDefinition, scaleDefects } from './scale.ts';
import { scaleScore } from './score.ts';
import { scoreMatrix } from './score-matrix.ts';

const scale: ScaleDefinition = {
  code: 'any',
  items: ['a', 'b', 'c', 'd', 'e'],
  reversed: ['b', 'd'],
  range: { min: 1, max: 5 },
  scoring: { method: 'MEAN' },
  missing: DEFAULT_MISSING_RULE,
  better: 'HIGHER',
};

describe('The scores of a matrix', () => {
  it('are those of R psych for 2,800 answer sheets (SAPA data, bfi.expected-scores.csv)', () => {
    const { scales, sheets, scores } = bfi();
    const matrix = matrixOf(Object.keys(sheets[0] ?? {}), sheets);
    let withheld = 0;
    for (const result of scoreMatrix(scales, matrix)) {
      result.rows.forEach((row, at) =>
        expect(result.scores[at]).toBeCloseTo(Number(scores[row]?.[result.scale]), 8),
      );
      withheld += result.tooFew.rows.length;
      expect(result.rows.length + result.tooFew.rows.length).toBe(2800);
    }
    expect(withheld).toBe(39);
  });

  it('are those of the sheets one by one, with gaps, weights and every method', () => {
    const method = fc.constantFrom<ScaleDefinition['scoring']>(
      { method: 'MEAN' },
      { method: 'SUM' },
      { method: 'SUM_TIMES_FACTOR', factor: 4 },
      { method: 'SUM_TIMES_FACTOR', factor: 2, offset: -5 },
    );
    const weights = fc.option(fc.constant({ a: 2, b: 0.1, c: 0.3 }), { nil: undefined });
    const sheets = fc.array(
      fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 5, maxLength: 5 }),
    );
    fc.assert(
      fc.property(method, weights, sheets, (scoring, w, given) => {
        const one = { ...scale, scoring, ...(w ? { weights: w } : {}) };
        const answers = given.map((row) => Object.fromEntries(scale.items.map((item, i) => [item, row[i]])));
        const [result] = scoreMatrix([one], matrixOf(scale.items, answers));
        answers.forEach((sheet, row) => {
          const expected = scaleScore(one, sheet);
          const at = result?.rows.indexOf(row) ?? -1;
          expect(at >= 0).toBe(expected.computed);
          if (expected.computed) expect(result?.scores[at]).toBe(expected.score);
          else expect(result?.tooFew.answered[result.tooFew.rows.indexOf(row)]).toBe(expected.answered);
        });
      }),
    );
  });

  it('take a number outside the range for a gap when it is declared, and refuse it otherwise', () => {
    const cells = Uint8Array.from([1, 5, 0, 5, 1, 5, 1, 5, 1, 5]);
    const matrix = answerMatrix({ items: scale.items, rows: 2, cells, gap: 0 });
    expect(scoreMatrix([scale], matrix)).toMatchObject([
      { rows: Int32Array.of(0, 1), scores: Float64Array.of(1, 5), answered: Uint16Array.of(4, 5) },
    ]);
    // 0 has two signs, and both are the gap; for α as for scores.
    const signed = { ...matrix, cells: Float64Array.from(cells, (x) => (x === 0 ? -0 : x)) };
    expect(scoreMatrix([scale], signed)).toEqual(scoreMatrix([scale], matrix));
    expect(keyedAnswers(scale, signed)).toEqual(keyedAnswers(scale, matrix));
    expect(() => scoreMatrix([scale], { ...matrix, gap: 255 })).toThrow(
      expect.objectContaining({ code: 'ANSWER_OUT_OF_RANGE', row: 0, item: 'c' }),
    );
    expect(() => scoreMatrix([scale], { ...matrix, gap: 3 })).toThrow(
      expect.objectContaining({ code: 'GAP_WITHIN_RANGE' }),
    );
  });

  it('refuse a matrix that does not fit, an item that is not there and a defective scale', () => {
    const cells = new Float64Array(4);
    expect(() => answerMatrix({ items: ['a', 'b'], rows: 3, cells, gap: NaN })).toThrow(
      expect.objectContaining({ code: 'MATRIX_SHAPE' }),
    );
    expect(() => answerMatrix({ items: ['a', 'a'], rows: 2, cells, gap: NaN })).toThrow(
      expect.objectContaining({ code: 'ITEM_TWICE', item: 'a' }),
    );
    expect(() => matrixOf(['a'], [{ a: 1 }, { a: Infinity }])).toThrow(
      expect.objectContaining({ code: 'NOT_A_NUMBER', row: 1, item: 'a' }),
    );
    expect(() => scoreMatrix([scale], matrixOf(['a'], []))).toThrow(
      expect.objectContaining({ code: 'ITEM_NOT_IN_MATRIX', item: 'b' }),
    );
    expect(() => scoreMatrix([{ ...scale, items: [], reversed: [] }], matrixOf(['a'], []))).toThrow(
      expect.objectContaining({ code: 'SCALE_DEFECTIVE' }),
    );
  });
});

describe('A weighted scale', () => {
  const weighted = { ...scale, weights: { a: 3 } };

  it('counts its items by their weights: (3·5 + 1 + 1 + 1 + 1)/7 by hand', () => {
    const sheet = { a: 5, b: 5, c: 1, d: 5, e: 1 };
    expect(scaleScore(weighted, sheet)).toMatchObject({ score: 19 / 7 });
    expect(scaleScore({ ...weighted, scoring: { method: 'SUM' } }, { ...sheet, e: null })).toMatchObject({
      score: (18 * 7) / 6,
      prorated: true,
    });
  });

  it('names what is wrong with its weights', () => {
    expect(scaleDefects(weighted)).toEqual([]);
    expect(scaleDefects({ ...scale, weights: { z: 1 } })).toEqual([
      { code: 'WEIGHTED_ITEM_NOT_IN_SCALE', path: ['weights', 'z'] },
    ]);
    expect(scaleDefects({ ...scale, weights: { a: 0 } })).toEqual([
      { code: 'WEIGHT_NOT_POSITIVE', path: ['weights', 'a'] },
    ]);
    expect(scaleDefects({ ...scale, weights: { a: 1e9 } })).toEqual([
      { code: 'NUMBER_TOO_LARGE', path: ['weights', 'a'] },
    ]);
    const scoring = { method: 'SUM_TIMES_FACTOR', factor: 1, offset: NaN } as const;
    expect(scaleDefects({ ...scale, scoring })).toEqual([
      { code: 'OFFSET_NOT_A_NUMBER', path: ['scoring', 'offset'] },
    ]);
  });
});
