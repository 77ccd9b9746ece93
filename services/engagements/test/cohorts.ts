import fc from 'fast-check';
import { type Cohort } from '../src/domain/matching/ranking.ts';
import {
  type CoachCredential,
  type Offer,
  type Seeker,
  type Speciality,
} from '../src/domain/matching/terms.ts';

const languages = fc.uniqueArray(fc.constantFrom('de', 'de-AT', 'en', 'fr', 'ja'), {
  minLength: 1,
  maxLength: 3,
});
const specialities = fc.uniqueArray(fc.constantFrom<Speciality>('CONFLICT', 'TEAM', 'CAREER', 'CHANGE'), {
  maxLength: 3,
});
const timeZone = fc.constantFrom('Europe/Vienna', 'America/New_York', 'Asia/Tokyo', 'Asia/Calcutta');
const units = fc.uniqueArray(fc.constantFrom('Sales', 'Research'), { maxLength: 1 });
/** Some are in both lists: coaches are coached, too. */
const coachIds = Array.from({ length: 30 }, (_, n) => `person ${n + 20}`);

const offers: fc.Arbitrary<Offer[]> = fc
  .uniqueArray(
    fc.record({
      coachId: fc.constantFrom(...coachIds),
      languages,
      specialities,
      credentials: fc.uniqueArray(fc.constantFrom<CoachCredential>('ACC', 'PCC', 'MCC', 'OTHER'), {
        maxLength: 2,
      }),
      timeZone,
      units,
      capacity: fc.integer({ min: 0, max: 4 }),
    }),
    { selector: ({ coachId }) => coachId, maxLength: 30 },
  )
  .chain((all) =>
    fc
      .array(fc.nat(), { minLength: all.length, maxLength: all.length })
      .map((taken) =>
        all.map((each, at) => ({ ...each, free: each.capacity - ((taken[at] ?? 0) % (each.capacity + 1)) })),
      ),
  );

const seekers: fc.Arbitrary<Seeker[]> = fc
  .array(
    fc.record({
      languages,
      timeZone,
      specialities,
      avoidUnits: units,
      avoidCoachIds: fc.uniqueArray(fc.constantFrom(...coachIds), { maxLength: 2 }),
      lineManagerId: fc.option(fc.constantFrom(...coachIds), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((each, n) => ({ participantId: `person ${n}`, ...each })));

/** Any cohort: too few places, nobody who speaks a language, coaches who take part themselves. */
export const cohorts: fc.Arbitrary<Cohort> = fc.record({
  seekers,
  offers,
  shown: fc.integer({ min: 3, max: 5 }),
  at: fc.constant(new Date('2026-12-01T12:00:00Z')),
});
