import { describe, expect, it } from '@jest/globals';
import { goalRater, occasion } from '@securebase/contracts';
import { open, type Recorded, Rejected, rowOf } from '@securebase/domain-kit';
import fc from 'fast-check';
import * as commands from './domain/goal-commands.ts';
import { type Goal, type GoalEvent, goal } from './domain/goal.ts';
import { amal, as, engagementId, noor } from './domain/story.ts';
import { goals } from './parts/goals.ts';
import { type GoalRow, goalView } from './read-models/goal-view.ts';

const goalId = 'one';
const of = { engagementId, aboutId: amal, audience: 'PAIR', goalId } as const;
const people = fc.constantFrom(amal, noor);
const ratingId = fc.integer({ min: 1, max: 9 }).map((n) => `rating ${n}`);
const level = fc.integer({ min: -3, max: 3 });
const scaling = fc.integer({ min: 1, max: 3 });
const words = fc.record({
  title: fc.constant('to say no'),
  levels: fc.integer({ min: 4, max: 5 }).map((length) => Array.from({ length }, (_, n) => `level ${n}`)),
  weight: fc.integer({ min: 0, max: 3 }),
});
const rating = fc.record({
  ratingId,
  party: fc.constantFrom(...goalRater.options),
  occasion: fc.constantFrom(...occasion.options),
  scaling,
  level,
});

/** Whatever anybody may wish of one goal. */
const wish: fc.Arbitrary<commands.GoalCommand> = fc.oneof(
  words.map((said) => new commands.ScaleGoal({ ...of, ...said }, as(amal))),
  fc
    .tuple(words, scaling, people)
    .map(([said, replaces, by]) => new commands.RescaleGoal({ ...of, ...said, replaces }, as(by))),
  fc.tuple(rating, people).map(([said, by]) => new commands.RateGoal({ ...of, ...said }, as(by))),
  fc
    .tuple(ratingId, ratingId, level, people)
    .map(
      ([id, corrects, to, by]) =>
        new commands.CorrectGoalRating({ ...of, ratingId: id, corrects, level: to }, as(by)),
    ),
  fc.constant(new commands.DropGoal(of, as(amal))),
);
const beginning = new commands.ScaleGoal(
  { ...of, title: 'to say no', levels: ['a', 'b', 'c', 'd', 'e'], weight: 1 },
  as(amal),
);

const rate = (id: string, at: 'BASELINE' | 'MIDPOINT', by: string, party: 'CLIENT' | 'COACH') =>
  new commands.RateGoal({ ...of, ratingId: id, party, occasion: at, scaling: 1, level: 0 }, as(by));
/** From the very beginning, or from where most wishes would never come by chance. */
const beginnings = fc.constantFrom<commands.GoalCommand[]>(
  [],
  [beginning],
  [beginning, rate('rating 1', 'BASELINE', amal, 'CLIENT')],
  [
    beginning,
    rate('rating 1', 'BASELINE', noor, 'COACH'),
    rate('rating 2', 'MIDPOINT', amal, 'CLIENT'),
    new commands.CorrectGoalRating({ ...of, ratingId: 'rating 3', corrects: 'rating 2', level: 2 }, as(amal)),
  ],
);

interface Lived {
  readonly events: readonly GoalEvent[];
  readonly state: Goal | undefined;
  readonly refusals: readonly unknown[];
}
const live = (all: readonly commands.GoalCommand[]): Lived =>
  all.reduce<Lived>(
    ({ events, state, refusals }, each) => {
      // Ids of ratings are new with every command; the API sees to that.
      const isTaken = 'ratingId' in each.data && state?.ratings.has(each.data.ratingId);
      if (isTaken) return { events, state, refusals };
      try {
        const now = goal.decide(each, state);
        return { events: [...events, ...now], state: now.reduce(goal.evolve, state), refusals };
      } catch (error) {
        return { events, state, refusals: [...refusals, error] };
      }
    },
    { events: [], state: goal.initialState, refusals: [] },
  );
const lives = fc
  .tuple(beginnings, fc.array(wish, { maxLength: 40 }))
  .map(([first, all]) => live([...first, ...all]));
const whatever = (holds: (lived: Lived) => void) => {
  fc.assert(fc.property(lives, holds), { numRuns: 200 });
};
const rowFrom = (events: readonly GoalEvent[]): GoalRow | undefined =>
  rowOf(
    goalView,
    events.map((event, index): Recorded<GoalEvent> => ({
      ...event,
      tenantId: 'tenant',
      stream: `goal-${goalId}`,
      version: index + 1,
      id: String(index),
      at: '2026-11-23T09:00:00.000Z',
      actorId: amal,
    })),
    goalId,
  );
const ratingsOf = (events: readonly GoalEvent[]) =>
  events.flatMap((event) => (event.type === 'GoalRated' ? [event.data] : []));

describe('Whatever is wished of a goal, in whatever order', () => {
  it('is carried out, or refused with a code that has an explanation', () => {
    whatever(({ refusals }) => {
      for (const refusal of refusals) {
        expect(refusal).toBeInstanceOf(Rejected);
        expect(goals.rejections).toHaveProperty((refusal as Rejected).code);
      }
    });
  });

  it('is rated from −2 to +2, with five levels and a positive weight, the baseline before all else', () => {
    let seen = 0;
    whatever(({ events }) => {
      const ratings = ratingsOf(events);
      seen += ratings.length;
      if (ratings[0]) expect(ratings[0].occasion).toBe('BASELINE');
      for (const each of ratings) expect([-2, -1, 0, 1, 2]).toContain(open<number>(each.level));
      for (const event of events)
        if (event.type === 'GoalScaled' || event.type === 'GoalRescaled') {
          expect(open<string[]>(event.data.levels)).toHaveLength(5);
          expect(open<number>(event.data.weight)).toBeGreaterThan(0);
        }
    });
    expect(seen).toBeGreaterThan(0);
  });

  it('keeps its levels from the first rating on', () => {
    whatever(({ events }) => {
      const types = events.map(({ type }) => type);
      const first = types.indexOf('GoalRated');
      if (first !== -1) expect(types.slice(first)).not.toContain('GoalRescaled');
      expect(types.filter((type) => type === 'GoalDropped').length).toBeLessThanOrEqual(1);
    });
  });

  it('has one rating in force for each party and occasion; a correction corrects one’s own, once', () => {
    let corrections = 0;
    whatever(({ events }) => {
      const ratings = ratingsOf(events);
      const corrected = ratings.flatMap(({ corrects }) => (corrects === undefined ? [] : [corrects]));
      corrections += corrected.length;
      expect(new Set(corrected).size).toBe(corrected.length);
      const inForce = ratings.filter(({ ratingId: id }) => !corrected.includes(id));
      const places = inForce.map(({ party, occasion: at }) => `${party} ${at}`);
      expect(new Set(places).size).toBe(places.length);
      for (const each of ratings) {
        if (each.corrects === undefined) continue;
        const wrong = ratings.find(({ ratingId: id }) => id === each.corrects);
        const { raterId, party, occasion: at } = each;
        expect(wrong).toMatchObject({ raterId, party, occasion: at });
      }
    });
    expect(corrections).toBeGreaterThan(0);
  });

  it('folds to the same view as its history says, and no rating is lost', () => {
    whatever(({ events, state }) => {
      const row = rowFrom(events);
      expect(row === undefined).toBe(state === undefined);
      if (!row || !state) return;
      const { engagementId: engagement, aboutId, audience, scaling: version, isDropped } = state;
      const status = isDropped ? 'DROPPED' : 'PURSUED';
      expect(row).toMatchObject({ engagementId: engagement, aboutId, audience, scaling: version, status });
      expect(row.ratings.map(({ id }) => id)).toEqual(ratingsOf(events).map(({ ratingId: id }) => id));
      const known = row.ratings.map(({ id, raterId, party, occasion: at, isCorrected }) => [
        id,
        { raterId, party, occasion: at, isCorrected },
      ]);
      expect(new Map(known as [string, object][])).toEqual(state.ratings);
    });
  });
});
