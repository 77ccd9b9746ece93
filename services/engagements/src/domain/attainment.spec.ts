import { describe, expect, it } from '@jest/globals';
import { type GoalRater, type Occasion } from '@securebase/contracts';
import { attainmentsOf, type OpenedGoal } from './attainment.ts';
import { amal, jonas } from './story.ts';

const rated = (
  level: number | null,
  occasion: Occasion = 'CLOSING',
  party: GoalRater = 'CLIENT',
): OpenedGoal['ratings'][number] => ({ level, occasion, party });
const goal = (
  weight: number | null,
  aboutId: string,
  ...ratings: OpenedGoal['ratings'][number][]
): OpenedGoal => ({ aboutId, weight, ratings });

describe('The attainment of goals', () => {
  // Worked by hand from the formula of Kiresuk & Sherman 1968, intercorrelation .30.
  it.each([
    [3, 0, '50.00000'],
    [1, 1, '60.00000'],
    [3, 1, '63.69306'],
    [2, -1, '37.59653'],
    [4, 2, '79.01905'],
  ])('of %i goals of equal weight at %i is %s', (count, level, t) => {
    const [found] = attainmentsOf(Array.from({ length: count }, () => goal(2, amal, rated(level))));
    expect(found).toMatchObject({ goals: count, reason: null, party: 'CLIENT', occasion: 'CLOSING' });
    expect(found?.tScore?.toFixed(5)).toBe(t);
  });

  it('counts goals by their weights', () => {
    const [found] = attainmentsOf([goal(1, amal, rated(1)), goal(3, amal, rated(-2))]);
    expect(found?.tScore).toBeCloseTo(50 - 50 / Math.sqrt(11.8), 10);
  });

  it('is told for each person, occasion and party apart', () => {
    const found = attainmentsOf([
      goal(1, amal, rated(0, 'BASELINE'), rated(1), rated(-1, 'CLOSING', 'COACH')),
      goal(1, jonas, rated(2)),
    ]);
    expect(found.map(({ aboutId, occasion, party, tScore }) => [aboutId, occasion, party, tScore])).toEqual([
      [amal, 'BASELINE', 'CLIENT', 50],
      [amal, 'CLOSING', 'CLIENT', 60],
      [amal, 'CLOSING', 'COACH', 40],
      [jonas, 'CLOSING', 'CLIENT', 70],
    ]);
  });

  it('is not said while a goal is unrated, or when something of it was erased', () => {
    const none = { tScore: null, goals: 2 };
    expect(attainmentsOf([goal(1, amal, rated(1)), goal(1, amal)])).toMatchObject([
      { ...none, reason: 'GOALS_UNRATED' },
    ]);
    expect(attainmentsOf([goal(1, amal, rated(1)), goal(1, amal, rated(null))])).toMatchObject([
      { ...none, reason: 'ERASED' },
    ]);
    expect(attainmentsOf([goal(null, amal, rated(1)), goal(1, amal, rated(1))])).toMatchObject([
      { ...none, reason: 'ERASED' },
    ]);
    expect(attainmentsOf([goal(0, amal, rated(1))])).toMatchObject([{ tScore: null, reason: 'NO_WEIGHT' }]);
  });

  it('of goals that nobody has rated is nothing', () => {
    expect(attainmentsOf([goal(1, amal)])).toEqual([]);
  });
});
