import { z } from 'zod';
import { event, id, personal } from '../define.ts';

export const speciality = z
  .enum([
    'LEADERSHIP',
    'NEW_ROLE',
    'TEAM',
    'CONFLICT',
    'COMMUNICATION',
    'CHANGE',
    'CAREER',
    'WELLBEING',
    'CULTURES',
    'PARENTHOOD',
  ])
  .meta({ description: 'What a coach works on most, and a participant wishes to work on.' });
export type Speciality = z.infer<typeof speciality>;

export const coachCredential = z
  .enum(['ACC', 'PCC', 'MCC', 'ACTC', 'OTHER'])
  .meta({ description: 'What a coach states of their training: a credential of the ICF, or another one.' });
export type CoachCredential = z.infer<typeof coachCredential>;

const coach = { coachId: id('The coach.') };
const program = { programId: id('The program.') };
const engagement = { engagementId: id('The engagement.') };
const ranking = { rankingId: id('The ranking.'), ...program };
const language = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
const count = (what: string) => z.int().min(0).meta({ description: what });
const many = <T extends z.ZodType>(each: T, most: number, what: string) =>
  z.array(each).max(most).readonly().meta({ description: what });

const profile = {
  ...coach,
  languages: z
    .array(language)
    .min(1)
    .max(20)
    .readonly()
    .meta({ description: 'In which languages they coach, as BCP 47 has them.' }),
  specialities: many(speciality, 10, 'What they work on most.'),
  credentials: many(coachCredential, 5, 'What they state of their training.'),
  timeZone: z.string().min(1).max(60).meta({ description: 'Where they work, as IANA calls it.' }),
  capacity: z.int().min(0).max(500).meta({ description: 'How many engagements at a time.' }),
  units: personal(
    'Parts of the organization that they belong to, in its words, where it says them.',
    'coachId',
  ).optional(),
};

/** One participant's part of a ranking. */
const proposal = z
  .strictObject({
    participantId: id('To whom the coaches are shown.'),
    coachIds: many(z.uuid(), 10, 'The coaches, the best first.'),
    isAssigned: z
      .boolean()
      .meta({ description: 'Whether the first is who the assignment over the whole cohort gives them.' }),
    reasons: personal(
      'Why each of the coaches, in their order: what they have in common, and its points.',
      'participantId',
    ),
  })
  .readonly()
  .meta({ description: 'Which coaches one participant is shown, and why.' });

/** Coaches, what participants wish for, who is shown whom and why, and who chose whom. */
export const matchingEvents = [
  event('CoachRegistered', 'Somebody coaches, and says what and how much.', z.strictObject(profile)),
  event('CoachProfileChanged', 'A coach says so anew.', z.strictObject(profile)),
  event(
    'CoachIntroduced',
    'A coach says something about themselves to those who choose.',
    z.strictObject({ ...coach, words: personal('The coach’s own words.', 'coachId') }),
  ),
  event('PlaceReserved', 'One of a coach’s places is taken.', z.strictObject({ ...coach, ...engagement })),
  event('PlaceReleased', 'The place is free again.', z.strictObject({ ...coach, ...engagement })),
  event('CoachPooled', 'A coach can be chosen in a program.', z.strictObject({ ...program, ...coach })),
  event(
    'CoachUnpooled',
    'A coach cannot be chosen there any more.',
    z.strictObject({ ...program, ...coach }),
  ),
  event(
    'PreferencesStated',
    'In which languages and where somebody can be coached.',
    z.strictObject({
      participantId: id('Who is to be coached.'),
      preferences: personal('Languages, the preferred one first, and time zone.', 'participantId'),
      lineManagerId: id('Their line manager, who is never proposed.').optional(),
    }),
  ),
  event(
    'WishesStated',
    'What somebody wishes for in a coach, and what not.',
    z.strictObject({
      participantId: id('Who is to be coached.'),
      wishes: personal('What to work on; which units and coaches to leave out.', 'participantId'),
    }),
  ),
  event(
    'RankingRequested',
    'Participants are to be shown coaches.',
    z.strictObject({
      ...ranking,
      cohortId: id('Only the participants of this cohort.').optional(),
      shown: z.int().min(1).max(10).meta({ description: 'How many coaches each is shown at most.' }),
    }),
  ),
  event(
    'RankingStarted',
    'The assignment over all of them is being looked for.',
    z.strictObject({
      ...ranking,
      participants: count('Who is to be shown coaches.'),
      coaches: count('How many coaches have places.'),
      withoutLanguages: count('How many more have not said which languages they speak.'),
    }),
  ),
  event(
    'CoachesRanked',
    'These participants are shown these coaches, in this order, for these reasons.',
    z.strictObject({
      ...ranking,
      proposals: z
        .array(proposal)
        .min(1)
        .max(200)
        .readonly()
        .meta({ description: 'One for each participant.' }),
    }),
  ),
  event(
    'RankingCompleted',
    'Everybody for whom there is a coach has been shown some.',
    z.strictObject({
      ...ranking,
      ranked: count('How many were shown coaches.'),
      withoutCoach: count('How many were shown none, because none fits or none has a place.'),
    }),
  ),
  event(
    'CoachProposed',
    'A coach has been chosen for an engagement, and is asked.',
    z.strictObject({ ...engagement, ...coach }),
  ),
  event(
    'MatchDeclined',
    'It does not come to a match with this coach. Why is said nowhere.',
    z.strictObject({ ...engagement, ...coach }),
  ),
] as const;
