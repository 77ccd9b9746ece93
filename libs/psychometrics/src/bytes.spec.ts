import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cronbachAlpha } from './alpha.ts';
import { type AnswerMatrix } from './matrix.ts';
import { type ScaleDefinition } from './scale.ts';
import { scoreMatrix } from './score-matrix.ts';

const items = ['a', 'b', 'c', 'd'];
const scale: ScaleDefinition = {
  code: 's',
  items: ['d', 'a', 'c'],
  reversed: ['a'],
  range: { min: 1, max: 4 },
  scoring: { method: 'SUM' },
  missing: { atLeastItems: 2 },
  better: 'HIGHER',
};
/** What a call gives, or how it refuses. */
const outcome = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return error;
  }
};

describe('Answers as bytes', () => {
  const row = (x: fc.Arbitrary<number>) => fc.tuple(x, x, x, x);
  const common = row(fc.constantFrom(1, 2, 3, 4, 1, 2, 3, 4, 0));
  const rare = row(fc.constantFrom(1, 2, 3, 4, 0, 9, 255));
  const rows = fc.array(fc.oneof({ weight: 20, arbitrary: common }, { weight: 1, arbitrary: rare }), {
    maxLength: 12,
  });

  it('give the same scores, α and refusals as the same answers as numbers', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0, 255, -1, NaN), (sheets, gap) => {
        const cells = sheets.flat();
        const matrix = { items, rows: sheets.length, cells: Uint8Array.from(cells), gap };
        const numbers: AnswerMatrix = { ...matrix, cells: Float64Array.from(cells) };
        for (const one of [scale, { ...scale, weights: { a: 2 } }]) {
          expect(outcome(() => scoreMatrix([one], matrix))).toEqual(
            outcome(() => scoreMatrix([one], numbers)),
          );
          const alpha = (given: AnswerMatrix) => outcome(() => cronbachAlpha(one, given, 'LISTWISE'));
          expect(alpha(matrix)).toEqual(alpha(numbers));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are refused with the row and the item of the first that is no answer', () => {
    const cells = Uint8Array.of(1, 9, 4, 2, 9, 1, 1, 7);
    expect(() => scoreMatrix([scale], { items, rows: 2, cells, gap: 0 })).toThrow(
      expect.objectContaining({ code: 'ANSWER_OUT_OF_RANGE', row: 1, item: 'd' }),
    );
  });
});
