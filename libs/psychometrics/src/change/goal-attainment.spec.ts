import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { goalAttainment } from './goal-attainment.ts';

const equal = (count: number, score: number) => Array.from({ length: count }, () => ({ score, weight: 1 }));

describe('Goal attainment T', () => {
  // Worked by hand from the formula of Kiresuk & Sherman 1968; three equal goals: 50 + 30/√(2.1 + 2.7).
  it.each([
    [3, 0, 50],
    [1, 1, 60],
    [3, 1, 63.69306],
    [2, -1, 37.59653],
    [4, 2, 79.01905],
  ])('of %i equal goals at %i is %f', (count, score, expected) => {
    const t = goalAttainment(equal(count, score));
    expect(t).toMatchObject({ computed: true, method: 'KIRESUK_SHERMAN', n: count });
    expect(t.computed && t.value).toBeCloseTo(expected, 5);
  });

  it('counts only the proportions of weights, however large or small', () => {
    const goals = [
      { score: 1, weight: 1 },
      { score: -2, weight: 3 },
    ];
    const plain = goalAttainment(goals);
    for (const factor of [2, 1e300, 1e-300]) {
      const scaled = goalAttainment(goals.map((goal) => ({ ...goal, weight: goal.weight * factor })));
      expect(scaled.computed && scaled.value).toBeCloseTo(plain.computed ? plain.value : NaN, 9);
    }
    // 50 + 10·(1 − 6)/√(0.7·10 + 0.3·16)
    expect(plain.computed && plain.value).toBeCloseTo(50 - 50 / Math.sqrt(11.8), 10);
  });

  it('has no value without weight', () => {
    expect(goalAttainment([])).toEqual({ computed: false, reason: 'NO_WEIGHT' });
    expect(goalAttainment([{ score: 1, weight: 0 }])).toEqual({ computed: false, reason: 'NO_WEIGHT' });
  });

  it.each([
    [{ score: 3, weight: 1 }, 'OUT_OF_RANGE'],
    [{ score: -2.1, weight: 1 }, 'OUT_OF_RANGE'],
    [{ score: 1, weight: -1 }, 'WEIGHT_NEGATIVE'],
    [{ score: NaN, weight: 1 }, 'NOT_A_NUMBER'],
    [{ score: 1, weight: Infinity }, 'NOT_A_NUMBER'],
  ])('refuses %p with its row: %s', (goal, code) => {
    expect(() => goalAttainment([...equal(1, 0), goal])).toThrow(expect.objectContaining({ code, row: 1 }));
  });

  it('is mirrored around 50 when all scores change sign', () => {
    const goal = fc.record({
      score: fc.integer({ min: -2, max: 2 }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(goal, { minLength: 1, maxLength: 9 }), (goals) => {
        const there = goalAttainment(goals);
        const back = goalAttainment(goals.map(({ score, weight }) => ({ score: -score, weight })));
        if (!there.computed || !back.computed) throw new Error('not computed');
        expect(there.value + back.value).toBeCloseTo(100, 9);
      }),
    );
  });
});
