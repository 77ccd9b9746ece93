import { z } from 'zod';
import { event, id, personal } from '../define.ts';

export const turnedTo = z
  .enum(['COACH', 'SOMEONE_IN_MY_SYSTEMS', 'MYSELF'])
  .meta({ description: 'To whom somebody turned when it was hard.' });
export type TurnedTo = z.infer<typeof turnedTo>;

export const confidentialityLimit = z
  .enum(['DANGER', 'LAW'])
  .meta({ description: 'Where confidentiality ends.' });
export type ConfidentialityLimit = z.infer<typeof confidentialityLimit>;

/** The range of each part of the alliance. */
export const allianceRange = { min: 1, max: 5 } as const;

const of = { engagementId: id('The engagement.'), authorId: id('Who says it.') };
const sessionId = id('The session in which it was.').optional();
const aboutId = id('The client or the member whom it is about.');
const rating = (of: string) => personal(`${of}, a whole number from 1 to 5.`, 'authorId');

/** A record of safety: for whom it is about, and the coaches. */
const record = (type: 'ReferralMade' | 'SideEffectNoted' | 'HealthPauseNoted', what: string, words: string) =>
  event(
    type,
    what,
    z.strictObject({
      ...of,
      entryId: id('The record.'),
      sessionId,
      aboutId,
      words: personal(words, 'aboutId'),
    }),
  );
const note = {
  ...of,
  noteId: id('The note.'),
  isShared: z
    .boolean()
    .meta({ description: 'Whether everybody who takes part reads it, or its author alone.' }),
  subjectId: id('With whose key it is sealed: when they are erased, it is gone.'),
};

/** Safe haven, maturing, notes and safety. */
export const recordsEvents = [
  event(
    'AllianceRated',
    'A client or member has rated how well they work together with their coach.',
    z.strictObject({
      ...of,
      entryId: id('The rating.'),
      sessionId,
      bond: rating('The bond'),
      task: rating('Agreement on what they do'),
      goal: rating('Agreement on where they go'),
    }),
  ),
  event(
    'AllianceShared',
    'Whoever rated the alliance lets their coaches see the rating.',
    z.strictObject({ ...of, entryId: id('The rating.') }),
  ),
  event(
    'RuptureNoted',
    'Something between coach and client has torn.',
    z.strictObject({
      ...of,
      ruptureId: id('The rupture.'),
      sessionId,
      aboutId,
      words: personal('What happened between them.', 'aboutId'),
    }),
  ),
  event(
    'RuptureRepaired',
    'What had torn is mended.',
    z.strictObject({
      ...of,
      ruptureId: id('The rupture.'),
      aboutId,
      helped: personal('What helped.', 'aboutId'),
    }),
  ),
  event(
    'TurnedToNoted',
    'It was hard, and somebody turned to somebody.',
    z.strictObject({
      ...of,
      entryId: id('The entry.'),
      sessionId,
      turnedTo: personal('To the coach, to someone in their systems, or to themselves.', 'authorId'),
      words: personal('In their own words.', 'authorId').optional(),
    }),
  ),
  event(
    'NoteWritten',
    'Somebody has written a note.',
    z.strictObject({ ...note, sessionId, words: personal('The note.', 'subjectId') }),
  ),
  event(
    'NoteCorrected',
    'The author of a note says what it should have said. What it said stays in the log.',
    z.strictObject({ ...note, words: personal('The note, corrected.', 'subjectId') }),
  ),
  record('ReferralMade', 'A coach has referred somebody to other help.', 'To whom, and why.'),
  record('SideEffectNoted', 'The coaching has had an effect that nobody wanted.', 'Which.'),
  record('HealthPauseNoted', 'Why the work rests: somebody’s health.', 'Why.'),
  event(
    'CoachCannotGoOn',
    'A coach cannot go on with an engagement.',
    z.strictObject({
      ...of,
      entryId: id('The record.'),
      aboutId,
      words: personal('Why, as far as the coach says it.', 'authorId').optional(),
    }),
  ),
  event(
    'LimitOfConfidentialityNamed',
    'A coach has said to somebody where confidentiality ends.',
    z.strictObject({
      ...of,
      entryId: id('The record.'),
      sessionId,
      aboutId,
      limit: personal('At danger, or at what the law demands.', 'aboutId'),
      words: personal('What was said about it.', 'aboutId').optional(),
    }),
  ),
] as const;
