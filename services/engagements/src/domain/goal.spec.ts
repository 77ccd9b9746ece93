import { describe, it } from '@jest/globals';
import { type GoalRater, type Occasion } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import * as commands from './goal-commands.ts';
import { type GoalEvent, goal } from './goal.ts';
import { amal, as, engagementId, ilse, noor } from './story.ts';

const given = specification(goal);
const goalId = '6f1f7b3e-0000-4000-8000-0000000000a1';
const of = { engagementId, aboutId: amal, audience: 'PAIR', goalId } as const;
const levels = ['never', 'rarely', 'once a week', 'most times', 'always'];
const words = { title: 'to say no', levels, weight: 2 };
const scale = (more: Partial<commands.Scale> = {}) =>
  new commands.ScaleGoal({ ...of, ...words, ...more }, as(amal));
const rescale = (replaces: number, more: Partial<commands.Scale> = {}) =>
  new commands.RescaleGoal({ ...of, ...words, ...more, replaces }, as(noor));
const rate = (occasion: Occasion, more: Partial<commands.Rating> = {}, by = amal) =>
  new commands.RateGoal(
    { ...of, ratingId: 'rating', party: 'CLIENT', occasion, scaling: 1, level: -1, ...more },
    as(by),
  );
const correct = (corrects: string, level: number, by = amal) =>
  new commands.CorrectGoalRating({ ...of, ratingId: 'correction', corrects, level }, as(by));
const drop = new commands.DropGoal(of, as(amal));

const scaled = (type: 'GoalScaled' | 'GoalRescaled' = 'GoalScaled', scaling = 1): GoalEvent => ({
  type,
  data: {
    ...of,
    scaling,
    title: seal(amal, 'to say no'),
    levels: seal(amal, levels),
    weight: seal(amal, 2),
  },
});
interface Said {
  readonly ratingId?: string;
  readonly party?: GoalRater;
  readonly raterId?: string;
  readonly level?: number;
  readonly corrects?: string;
}
const rated = (
  occasion: Occasion,
  { ratingId = 'rating', party = 'CLIENT', raterId = amal, level = -1, corrects }: Said = {},
): GoalEvent => ({
  type: 'GoalRated',
  data: {
    ...of,
    ...{ ratingId, raterId, party, occasion, scaling: 1, level: seal(amal, level) },
    ...(corrects !== undefined && { corrects }),
  },
});
const dropped: GoalEvent = { type: 'GoalDropped', data: of };
const baseline = rated('BASELINE');

describe('A goal', () => {
  it('has a title, five levels and a weight, sealed for the one whose it is', () =>
    given().when(scale()).then(scaled()));
  it('is scaled once', () => given(scaled()).when(scale()).rejects('GOAL_ALREADY_SCALED'));
  it.each([4, 6])('has five levels, not %i', (count) =>
    given()
      .when(scale({ levels: Array.from({ length: count }, () => 'a level') }))
      .rejects('GOAL_LEVELS_INCOMPLETE'),
  );
  it.each([0, -1, NaN, Infinity])('has a positive weight, not %f', (weight) =>
    given().when(scale({ weight })).rejects('GOAL_WEIGHT_NOT_POSITIVE'),
  );
  it('is scaled anew before its baseline', () =>
    given(scaled()).when(rescale(1)).then(scaled('GoalRescaled', 2)));
  it('is not scaled anew once somebody has rated the baseline', () =>
    given(scaled(), baseline).when(rescale(1)).rejects('GOAL_HAS_BASELINE'));
  it('is not scaled anew over what somebody else has written meanwhile', () =>
    given(scaled(), scaled('GoalRescaled', 2)).when(rescale(1)).rejects('GOAL_SCALED_ANEW'));
  it('keeps to its rules when it is scaled anew', () =>
    given(scaled())
      .when(rescale(1, { weight: 0 }))
      .rejects('GOAL_WEIGHT_NOT_POSITIVE'));
  it('is dropped; a second time changes nothing', () => {
    given(scaled()).when(drop).then(dropped);
    given(scaled(), dropped).when(drop).then();
  });
  it('that was dropped is neither rated nor scaled anew', () => {
    given(scaled(), dropped).when(rate('BASELINE')).rejects('GOAL_DROPPED');
    given(scaled(), dropped).when(rescale(1)).rejects('GOAL_DROPPED');
  });
});

describe('A rating', () => {
  it.each([-2, -1, 0, 1, 2])('is %i', (level) =>
    given(scaled()).when(rate('BASELINE', { level })).then(rated('BASELINE', { level })),
  );
  it.each([-3, 3, 0.5, NaN])('is never %f', (level) =>
    given(scaled()).when(rate('BASELINE', { level })).rejects('GOAL_LEVEL_OUT_OF_RANGE'),
  );
  it.each(['MIDPOINT', 'CLOSING', 'FOLLOW_UP'] as const)('for the %s needs a baseline', (occasion) => {
    given(scaled()).when(rate(occasion)).rejects('GOAL_WITHOUT_BASELINE');
    given(scaled(), baseline).when(rate(occasion)).then(rated(occasion));
  });
  it('is given by each party for itself', () =>
    given(scaled(), baseline)
      .when(rate('BASELINE', { party: 'COACH' }, noor))
      .then(rated('BASELINE', { party: 'COACH', raterId: noor })));
  it('is given once by each party at each occasion', () =>
    given(scaled(), baseline).when(rate('BASELINE')).rejects('GOAL_ALREADY_RATED'));
  it('is about the levels as they are now', () =>
    given(scaled(), scaled('GoalRescaled', 2)).when(rate('BASELINE')).rejects('GOAL_SCALED_ANEW'));
  it('is corrected by another one that names it', () =>
    given(scaled(), baseline)
      .when(correct('rating', 1))
      .then(rated('BASELINE', { ratingId: 'correction', level: 1, corrects: 'rating' })));
  it('that corrects can be corrected, what it corrects cannot any more', () => {
    const first = rated('BASELINE', { ratingId: 'first', corrects: 'rating' });
    given(scaled(), baseline, first)
      .when(correct('first', 0))
      .then(rated('BASELINE', { ratingId: 'correction', level: 0, corrects: 'first' }));
    given(scaled(), baseline, first).when(correct('rating', 0)).rejects('GOAL_RATING_CORRECTED');
  });
  it('is corrected by who has given it', () =>
    given(scaled(), baseline)
      .when(correct('rating', 1, noor))
      .rejects('NOT_YOUR_RATING'));
  it('is corrected within the same range', () =>
    given(scaled(), baseline).when(correct('rating', 3)).rejects('GOAL_LEVEL_OUT_OF_RANGE'));
  it('is corrected if it is there', () =>
    given(scaled()).when(correct('rating', 1)).rejects('GOAL_RATING_NOT_FOUND'));
});

it.each([
  ['of nobody', [], rescale(1)],
  ['of nobody', [], drop],
  ['of another engagement', [scaled()], new commands.DropGoal({ ...of, engagementId: goalId }, as(amal))],
  ['of somebody else', [scaled()], new commands.DropGoal({ ...of, aboutId: ilse }, as(amal))],
  ['for others', [scaled()], new commands.DropGoal({ ...of, audience: 'TAKES_PART' }, as(amal))],
] as const)('A goal %s is not there', (_, history, command) =>
  given(...history)
    .when(command)
    .rejects('GOAL_NOT_FOUND'),
);
