import { describe, expect, it } from '@jest/globals';
import { selfOtherAgreement, selfOtherDifference } from './self-other.ts';

const precision = { sd: 10, reliability: 0.84 };

describe('The difference between self and others', () => {
  // SEM = 10·√0.16 = 4, band = 1.96·√2·4 = 11.087 (Jacobson & Truax 1991).
  it.each([
    [62, 12, 'SELF_HIGHER'],
    [61, 11, 'WITHIN'],
    [39, -11, 'WITHIN'],
    [38, -12, 'SELF_LOWER'],
  ] as const)('of a self score of %i from a mean of 50 is %i: %s', (self, expected, reading) => {
    const ours = selfOtherDifference(self, [40, null, 50, 60], precision);
    expect(ours).toMatchObject({ value: expected, n: 3, reading });
    expect(ours.computed && ours.band).toBeCloseTo(11.08743, 5);
  });

  it('exactly on the band is within it', () => {
    const ours = selfOtherDifference(1, [0, 0, 0], { sd: 1, reliability: 0.5, z: 1 });
    expect(ours).toMatchObject({ band: 1.0000000000000002, reading: 'WITHIN' });
    expect(selfOtherDifference(5, [5, 5, 5], { sd: 1, reliability: 1 })).toMatchObject({
      band: 0,
      reading: 'WITHIN',
    });
  });

  it('is withheld under three raters, and nothing else is told', () => {
    for (const raters of [[], [1], [1, 2], [1, 2, null, null]])
      expect(selfOtherDifference(3, raters, precision)).toEqual({
        computed: false,
        reason: 'TOO_FEW_RATERS',
      });
    expect(selfOtherDifference(null, [1], precision)).toEqual({ computed: false, reason: 'TOO_FEW_RATERS' });
    expect(selfOtherDifference(null, [1, 2, 3], precision)).toEqual({
      computed: false,
      reason: 'NO_SELF_SCORE',
    });
    expect(selfOtherDifference(3, [1, 2, 3], precision, 4)).toMatchObject({ reason: 'TOO_FEW_RATERS' });
  });

  it('refuses what it cannot be computed with', () => {
    const of = (change: object, fewest?: number) => () =>
      selfOtherDifference(1, [1, 2, 3], { ...precision, ...change }, fewest);
    expect(of({ sd: 0 })).toThrow('SD_NOT_POSITIVE');
    expect(of({ reliability: 1.1 })).toThrow('RELIABILITY_OUT_OF_RANGE');
    expect(of({ z: 0 })).toThrow('LEVEL_OUT_OF_RANGE');
    expect(of({}, 2)).toThrow('MINIMUM_TOO_SMALL');
    expect(() => selfOtherDifference(NaN, [1, 2, 3], precision)).toThrow('NOT_A_NUMBER');
  });
});

describe('The agreement of the profiles of self and others', () => {
  const raters = [
    [1, 3, 2, 5, 4],
    [2, 4, 2, 5, 5],
    [3, 2, 2, 5, null],
  ];
  // The means of the raters on the first four scales are 2, 3, 2, 5.

  it('is the ICC(A,1) of the own scores and the means of the raters', () => {
    const equal = selfOtherAgreement([2, 3, 2, 5, 4], raters);
    expect(equal).toMatchObject({ raters: 3, n: 4, dropped: 1, icc: { value: 1, form: 'ICC(2,1)' } });
    // One higher throughout: BMS = 4, JMS = 2, EMS = 0, so 4/(4 + 2·2/4) by hand.
    const higher = selfOtherAgreement([3, 4, 3, 6, 4], raters);
    expect(higher.computed && higher.icc.computed && higher.icc.value).toBeCloseTo(0.8, 12);
  });

  it('is withheld under three raters, also scale by scale', () => {
    expect(
      selfOtherAgreement(
        [1, 2],
        [
          [1, 2],
          [1, 2],
        ],
      ),
    ).toEqual({ computed: false, reason: 'TOO_FEW_RATERS' });
    expect(
      selfOtherAgreement(
        [1, 2],
        [
          [1, 2],
          [1, 2],
          [null, null],
        ],
      ),
    ).toEqual({
      computed: false,
      reason: 'TOO_FEW_RATERS',
    });
    expect(
      selfOtherAgreement(
        [1, 2],
        [
          [1, 2],
          [1, 2],
          [1, null],
        ],
      ),
    ).toEqual({
      computed: false,
      reason: 'TOO_FEW_SCALES',
    });
    expect(
      selfOtherAgreement(
        [null, 2],
        raters.map((scores) => scores.slice(0, 2)),
      ),
    ).toMatchObject({
      reason: 'TOO_FEW_SCALES',
    });
  });

  it('refuses a rater whose profile has another length', () => {
    expect(() => selfOtherAgreement([1, 2], [[1, 2], [1]])).toThrow(
      expect.objectContaining({ code: 'LENGTHS_DIFFER', row: 1 }),
    );
  });
});
