import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bfi } from '../test/bfi.ts';
import { DEFAULT_MISSING_RULE, type ScaleDefinition } from './scale.ts';
import { reverse, scaleScore } from './score.ts';

const wellBeing: ScaleDefinition = {
  code: 'total',
  items: ['1', '2', '3', '4', '5'],
  reversed: [],
  range: { min: 0, max: 5 },
  scoring: { method: 'SUM_TIMES_FACTOR', factor: 4 },
  missing: DEFAULT_MISSING_RULE,
  better: 'HIGHER',
};
const answers = { 1: 3, 2: 4, 3: 2, 4: 5, 5: 1 };

describe('A reversed answer', () => {
  const range = fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: 1, max: 20 }));

  it('reversed again is the answer', () => {
    fc.assert(
      fc.property(range, fc.nat({ max: 20 }), ([min, width], step) => {
        const answer = min + (step % (width + 1));
        const once = reverse(answer, { min, max: min + width });
        if (!once.computed) throw new Error('refused');
        expect(reverse(once.answer, { min, max: min + width })).toEqual({ computed: true, answer });
      }),
    );
  });

  it.each([0, 8, -1, Number.NaN, Infinity])(
    'is refused, never clipped, when it is %p on a range of 1 to 7',
    (x) => {
      expect(reverse(x, { min: 1, max: 7 })).toEqual({ computed: false, reason: 'ANSWER_OUT_OF_RANGE' });
    },
  );
});

describe('A range or a definition that none can be scored with', () => {
  it.each([
    [{ min: -Infinity, max: 7 }, 'NOT_A_NUMBER'],
    [{ min: 1, max: NaN }, 'NOT_A_NUMBER'],
    [{ min: -1e308, max: -1e308 }, 'NOT_A_NUMBER'],
    [{ min: 7, max: 1 }, 'RANGE_EMPTY'],
  ])('is refused: %p', (range, code) => {
    expect(() => reverse(1, range)).toThrow(expect.objectContaining({ code }));
  });

  it('is refused for a single sheet as for a matrix', () => {
    const factor = { ...wellBeing, scoring: { method: 'SUM_TIMES_FACTOR', factor: NaN } } as const;
    expect(() => scaleScore(factor, answers)).toThrow(
      expect.objectContaining({ code: 'SCALE_DEFECTIVE', parameter: 'FACTOR_NOT_POSITIVE scoring.factor' }),
    );
  });
});

describe('A scale score', () => {
  it('of the WHO-5 is four times the sum, and not four times the sum less five', () => {
    expect(scaleScore(wellBeing, answers)).toEqual({
      computed: true,
      score: 60,
      answered: 5,
      items: 5,
      prorated: false,
    });
  });

  it('stands for the whole scale when one of five answers is missing', () => {
    expect(scaleScore(wellBeing, { ...answers, 5: null })).toEqual({
      computed: true,
      score: 70,
      answered: 4,
      items: 5,
      prorated: true,
    });
  });

  it('is not computed when two of five answers are missing', () => {
    expect(scaleScore(wellBeing, { 1: 3, 2: 4, 3: 2 })).toEqual({
      computed: false,
      reason: 'TOO_FEW_ANSWERS',
      answered: 3,
      items: 5,
      needed: 4,
    });
  });

  it("follows the instrument's own rule where it has one", () => {
    const lenient = { ...wellBeing, missing: { atLeastItems: 2 } };
    expect(scaleScore(lenient, { 1: 3, 2: 4 })).toMatchObject({ computed: true, score: 70 });
    expect(scaleScore(lenient, { 1: 3 })).toMatchObject({ reason: 'TOO_FEW_ANSWERS', needed: 2 });
  });

  it('is refused with the item whose answer is out of range, even where too few are answered', () => {
    expect(scaleScore(wellBeing, { 2: 6 })).toMatchObject({ reason: 'ANSWER_OUT_OF_RANGE', item: '2' });
  });

  const scale = fc
    .record({
      k: fc.integer({ min: 1, max: 12 }),
      min: fc.integer({ min: -3, max: 3 }),
      width: fc.integer({ min: 1, max: 9 }),
    })
    .chain(({ k, min, width }) =>
      fc.record({
        scale: fc
          .record({
            reversed: fc.subarray(Array.from({ length: k }, (_, i) => `q${i}`)),
            method: fc.constantFrom('MEAN' as const, 'SUM' as const),
            share: fc.constantFrom(0.5, 0.8, 1),
          })
          .map(({ reversed, method, share }): ScaleDefinition => ({
            code: 'any',
            items: Array.from({ length: k }, (_, i) => `q${i}`),
            reversed,
            range: { min, max: min + width },
            scoring: { method },
            missing: { atLeastShare: share },
            better: 'NEITHER',
          })),
        given: fc.array(fc.option(fc.integer({ min, max: min + width }), { freq: 6 }), {
          minLength: k,
          maxLength: k,
        }),
        order: fc.shuffledSubarray(
          Array.from({ length: k }, (_, i) => i),
          { minLength: k, maxLength: k },
        ),
      }),
    );
  const sheet = (given: readonly (number | null)[]) => Object.fromEntries(given.map((x, i) => [`q${i}`, x]));

  it('lies within its range, or says why there is none, and is never NaN', () => {
    fc.assert(
      fc.property(scale, ({ scale: s, given }) => {
        const result = scaleScore(s, sheet(given));
        const k = s.scoring.method === 'SUM' ? s.items.length : 1;
        if (result.computed) {
          expect(result.score).toBeGreaterThanOrEqual(s.range.min * k - 1e-9);
          expect(result.score).toBeLessThanOrEqual(s.range.max * k + 1e-9);
        } else expect(result.reason).toBe('TOO_FEW_ANSWERS');
      }),
    );
  });

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(scale, ({ scale: s, given, order }) => {
        const other = { ...s, items: order.map((i) => `q${i}`) };
        expect(scaleScore(other, sheet(given))).toEqual(scaleScore(s, sheet(given)));
      }),
    );
  });

  it('is mirrored when every item is reversed', () => {
    fc.assert(
      fc.property(scale, ({ scale: s, given }) => {
        const mean = { ...s, scoring: { method: 'MEAN' as const } };
        const mirrored = { ...mean, reversed: s.items.filter((item) => !s.reversed.includes(item)) };
        const a = scaleScore(mean, sheet(given));
        const b = scaleScore(mirrored, sheet(given));
        if (a.computed && b.computed) expect(a.score + b.score).toBeCloseTo(s.range.min + s.range.max, 9);
        else expect(b).toEqual(a);
      }),
    );
  });
});

describe('The scores of 2,800 real answer sheets', () => {
  const { scales, sheets, scores } = bfi();

  it('are those of R psych, where at least 80 % of a scale are answered; elsewhere there is none', () => {
    let withheld = 0;
    sheets.forEach((answered, row) => {
      for (const scale of scales) {
        const ours = scaleScore(scale, answered);
        if (ours.computed) expect(ours.score).toBeCloseTo(Number(scores[row]?.[scale.code]), 8);
        else withheld += 1;
      }
    });
    expect(withheld).toBe(39);
  });

  it('are those of R psych for every sheet once a scale accepts a single answer, as R does', () => {
    sheets.forEach((answered, row) => {
      for (const scale of scales) {
        const ours = scaleScore({ ...scale, missing: { atLeastItems: 1 } }, answered);
        expect(ours.computed && ours.score).toBeCloseTo(Number(scores[row]?.[scale.code]), 8);
      }
    });
  });
});
