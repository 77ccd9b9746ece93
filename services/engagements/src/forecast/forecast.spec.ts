import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forecastOf, type Planned } from './forecast.ts';

const planned = (sizes: readonly number[], more: Partial<Planned<string>> = {}): Planned<string> => ({
  groups: sizes.map((people, index) => ({ id: `cohort ${index}`, people })),
  coaches: 4,
  teams: 4,
  raters: [],
  margin: 0.5,
  retest: 0.7,
  smallestGroup: 5,
  ...more,
});
const marks = (sizes: readonly number[], more: Partial<Planned<string>> = {}) =>
  forecastOf(planned(sizes, more)).groups.map(({ operational, psychometric, freeText }) =>
    [operational, psychometric, freeText].map((can) => (can ? 'y' : 'n')).join(''),
  );

describe('What a program will be able to say', () => {
  it('needs 5 people, 8 for answers, 10 for what they write; of all and of each cohort', () => {
    expect(marks([10, 10, 10])).toEqual(['yyy', 'yyy', 'yyy', 'yyy']);
    expect(marks([9, 9, 9])).toEqual(['yyy', 'yyn', 'yyn', 'yyn']);
    expect(marks([7, 7, 7])).toEqual(['yyy', 'ynn', 'ynn', 'ynn']);
    expect(marks([4])).toEqual(['nnn', 'nnn']);
    expect(marks([10])).toEqual(['yyy', 'yyy']);
  });

  it('needs more when the tenant says so', () => {
    expect(marks([10, 10], { smallestGroup: 12 })).toEqual(['yyy', 'nnn', 'nnn']);
    expect(marks([10, 10], { smallestGroup: 9 })).toEqual(['yyy', 'yyy', 'yyy']);
  });

  it.each([
    ['coach', { coaches: 1 }],
    ['team', { teams: 1 }],
    ['coach known', { coaches: 0 }],
  ])('is nothing with one %s', (_, more) => {
    expect(marks([50, 50], more)).toEqual(['nnn', 'nnn', 'nnn']);
  });

  it('does not give a small cohort away by what is left of the whole', () => {
    const [all, ...cohorts] = forecastOf(planned([3, 20, 20])).groups;
    const hidden = cohorts
      .filter(({ operational }) => !operational)
      .reduce((sum, { people }) => sum + people, 0);
    expect(!all?.operational || hidden === 0 || hidden >= 5).toBe(true);
    expect(cohorts[0]?.operational).toBe(false);
  });

  it('never lets fewer than the minimum be computed from what is released', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, (each) => {
        const [all, ...cohorts] = forecastOf(planned(each)).groups;
        const hidden = cohorts
          .filter(({ operational }) => !operational)
          .reduce((sum, { people }) => sum + people, 0);
        expect(cohorts.every(({ operational, people }) => !operational || people >= 5)).toBe(true);
        if (all?.operational) expect(hidden === 0 || hidden >= 5).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [5, 0.06, true, false],
    [10, 0.25, true, true],
    [20, 0.74, true, true],
  ])(
    'is, with %i raters, in about %f of cases that an environment has not changed',
    (raters, odds, operational, psychometric) => {
      const [forecast] = forecastOf(
        planned([20], { raters: [{ perspective: 'TEAM_MEMBER', raters }] }),
      ).raters;
      expect(forecast).toMatchObject({ perspective: 'TEAM_MEMBER', raters, operational, psychometric });
      expect(Math.abs((forecast?.odds ?? 0) - odds)).toBeLessThan(0.02);
    },
  );

  it('is nothing with one rater', () => {
    const one = [{ perspective: 'PEER', raters: 1 }];
    expect(forecastOf(planned([20], { raters: one })).raters).toMatchObject([
      { odds: null, operational: false },
    ]);
  });
});
