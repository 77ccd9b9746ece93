import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { cohorts } from '../../test/cohorts.ts';
import { assign, greedy, type Solve, worthOf } from '../domain/matching/assignment.ts';
import { bestFor, bestOf } from '../domain/matching/candidates.ts';
import { primaryOf } from '../domain/matching/places.ts';
import { type Cohort, rankCoaches } from '../domain/matching/ranking.ts';
import { most, offerSide, seekerSide } from '../domain/matching/score.ts';
import { type Proposal } from '../domain/matching/terms.ts';
import { loadSolver } from './solver.ts';

// A solver is asked hundreds of times.
jest.setTimeout(60_000);

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

const whatever = (holds: (cohort: Cohort, proposals: readonly Proposal[]) => void) =>
  fc.assert(
    fc.asyncProperty(cohorts, async (cohort) => {
      holds(cohort, await rankCoaches(cohort, solve));
    }),
    { numRuns: 40 },
  );

const known = <K, V>(map: ReadonlyMap<K, V>, key: K): V => {
  const found = map.get(key);
  if (found === undefined) throw new Error('It is not there.');
  return found;
};
const offersOf = ({ offers }: Cohort) => new Map(offers.map((each) => [each.coachId, each]));
const seekersOf = ({ seekers }: Cohort) => new Map(seekers.map((each) => [each.participantId, each]));

describe('A ranking of any cohort', () => {
  it('assigns nobody beyond the places that a coach has', () =>
    whatever((cohort, proposals) => {
      const first = proposals
        .filter(({ isAssigned }) => isAssigned)
        .map(({ coaches }) => coaches[0]?.coachId);
      for (const { coachId, free } of cohort.offers)
        expect(first.filter((each) => each === coachId).length).toBeLessThanOrEqual(free);
    }));

  it('shows coaches with a common language and a free place, not oneself, the manager or who is to be avoided', () =>
    whatever((cohort, proposals) => {
      for (const { participantId, coaches } of proposals) {
        const { languages, lineManagerId, avoidCoachIds, avoidUnits } = known(
          seekersOf(cohort),
          participantId,
        );
        const spoken = languages.map(primaryOf);
        for (const { coachId } of coaches) {
          const offer = known(offersOf(cohort), coachId);
          expect(offer.languages.map(primaryOf).some((each) => spoken.includes(each))).toBe(true);
          expect(offer.free).toBeGreaterThan(0);
          expect([participantId, lineManagerId, ...avoidCoachIds]).not.toContain(coachId);
          expect(offer.units.some((unit) => avoidUnits.includes(unit))).toBe(false);
        }
      }
    }));

  it('gives the points of each reason, which add up to the score', () =>
    whatever((_, proposals) => {
      for (const { reasons } of proposals.flatMap(({ coaches }) => coaches)) {
        const { score, ...each } = reasons;
        expect(Object.values(each).reduce((sum, { points }) => sum + points, 0)).toBe(score);
        for (const [name, { points }] of Object.entries(each) as [keyof typeof most, { points: number }][])
          expect([points >= 0, points <= most[name], Number.isInteger(points)]).toEqual([true, true, true]);
      }
    }));

  it('shows each coach once, at most so many, the further ones by their points, and everybody whom it can', () =>
    whatever((cohort, proposals) => {
      expect(proposals.map(({ participantId }) => participantId).toSorted()).toEqual(
        cohort.seekers.map(({ participantId }) => participantId).toSorted(),
      );
      for (const { participantId, isAssigned, coaches } of proposals) {
        const ids = coaches.map(({ coachId }) => coachId);
        expect(new Set(ids).size).toBe(ids.length);
        const seeker = seekerSide(known(seekersOf(cohort), participantId), cohort.at);
        const sides = cohort.offers.map((offer) => offerSide(offer, cohort.at));
        const possible = bestFor(seeker, sides, 100, ({ of: { free } }) => free > 0);
        expect(ids.length).toBe(Math.min(cohort.shown, possible.length));
        // Those with places left and the others are shown together, by their points.
        const further = coaches.slice(isAssigned ? 1 : 0).map(({ reasons: { score } }) => score);
        expect(further).toEqual(further.toSorted((one, other) => other - one));
      }
    }));

  it('is the same for the same cohort, in whatever order it comes', () =>
    fc.assert(
      fc.asyncProperty(cohorts, async (cohort) => {
        const reversed = {
          ...cohort,
          seekers: cohort.seekers.toReversed(),
          offers: cohort.offers.toReversed(),
        };
        expect(await rankCoaches(reversed, solve)).toEqual(await rankCoaches(cohort, solve));
      }),
      { numRuns: 20 },
    ));
});

describe('The assignment over a cohort', () => {
  it('is at least as good as taking the best pair again and again, and better where that is short-sighted', async () => {
    let better = 0;
    await fc.assert(
      fc.asyncProperty(cohorts, async ({ seekers, offers, at }) => {
        const coaches = offers.filter(({ free }) => free > 0).map((offer) => offerSide(offer, at));
        const places = new Map(coaches.map(({ of: { coachId, free } }) => [coachId, free]));
        const choices = seekers.map((each) => {
          const seeker = seekerSide(each, at);
          return { seeker, candidates: bestFor(seeker, coaches, bestOf) };
        });
        const best = worthOf((await assign(choices, places, solve)).values());
        const simple = worthOf(greedy(choices, places).values());
        expect(best).toBeGreaterThanOrEqual(simple);
        if (best > simple) better++;
      }),
      { numRuns: 40 },
    );
    expect(better).toBeGreaterThan(0);
  });

  it('gives a place to two rather than a better one to one of them', async () => {
    const at = new Date('2026-12-01T12:00:00Z');
    const offer = {
      specialities: [],
      credentials: [],
      timeZone: 'Europe/Vienna',
      units: [],
      capacity: 1,
      free: 1,
    };
    const seeker = { timeZone: 'Europe/Vienna', specialities: [], avoidUnits: [], avoidCoachIds: [] };
    const proposals = await rankCoaches(
      {
        offers: [
          { ...offer, coachId: 'speaks both', languages: ['de', 'en'] },
          { ...offer, coachId: 'speaks one', languages: ['en'] },
        ],
        seekers: [
          { ...seeker, participantId: 'needs German', languages: ['de'] },
          { ...seeker, participantId: 'prefers German', languages: ['de', 'en'] },
        ],
        shown: 3,
        at,
      },
      solve,
    );
    const first = new Map(
      proposals.map(({ participantId, coaches }) => [participantId, coaches[0]?.coachId]),
    );
    expect(first.get('needs German')).toBe('speaks both');
    expect(first.get('prefers German')).toBe('speaks one');
  });

  it('decides among equals by free places, and never by the order of names', async () => {
    const at = new Date('2026-12-01T12:00:00Z');
    const offer = { languages: ['de'], specialities: [], credentials: [], timeZone: 'UTC', units: [] };
    const seeker = {
      languages: ['de'],
      timeZone: 'UTC',
      specialities: [],
      avoidUnits: [],
      avoidCoachIds: [],
    };
    const full = { ...offer, capacity: 4, free: 4 };
    const [one] = await rankCoaches(
      {
        offers: [
          { ...full, coachId: 'a' },
          { ...offer, coachId: 'b', capacity: 8, free: 8 },
        ],
        seekers: [{ ...seeker, participantId: 'anybody' }],
        shown: 3,
        at,
      },
      solve,
    );
    expect(one?.coaches.map(({ coachId }) => coachId)).toEqual(['b', 'a']);
    const many = await rankCoaches(
      {
        offers: ['a', 'b', 'c'].map((coachId) => ({ ...full, capacity: 50, free: 50, coachId })),
        seekers: Array.from({ length: 60 }, (_, n) => ({ ...seeker, participantId: `participant ${n}` })),
        shown: 3,
        at,
      },
      solve,
    );
    expect(new Set(many.map(({ coaches }) => coaches[0]?.coachId)).size).toBe(3);
  });
});
