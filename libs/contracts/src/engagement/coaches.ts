import { z } from 'zod';
import { day, event, id, personal } from '../define.ts';
import { coachCredential } from './matching.ts';

export const hoursForm = z
  .enum(['INDIVIDUAL', 'GROUP'])
  .meta({ description: 'Whether one was there, or a group.' });
export type HoursForm = z.infer<typeof hoursForm>;

export const hoursSetting = z
  .enum(['INTERNAL', 'EXTERNAL'])
  .meta({ description: 'Whether the coach is employed where the client is.' });
export type HoursSetting = z.infer<typeof hoursSetting>;

export const logBasis = z
  .enum(['CLIENT_CONSENT', 'VERIFICATION_LETTER'])
  .meta({ description: 'Why somebody may stand in an hours log.' });
export type LogBasis = z.infer<typeof logBasis>;

/** The most people of a group whose hours count. Source: https://coachingfederation.org/experience-requirements */
export const largestGroupOfHours = 15;

const coachId = id('The coach whose own it is.');
const entryId = id('The entry.');
const credential = { credentialId: id('The credential.'), coachId };
const client = {
  loggedClientId: id('The client, as the log knows them: no person of the directory.'),
  coachId,
};
const minutes = (what: string) => z.int().min(0).meta({ description: what });
const hours = z.strictObject({
  ...client,
  entryId,
  startsOn: day('The first day.'),
  endsOn: day('The last day.'),
  paidMinutes: minutes('Paid, in whole quarters of an hour.'),
  proBonoMinutes: minutes('Pro bono, in whole quarters of an hour.'),
});
const supervised = z.strictObject({
  entryId,
  coachId,
  heldOn: day('When.'),
  minutes: minutes('How long, in whole quarters of an hour.'),
  form: hoursForm,
  with: personal('Who supervised or mentored.', 'coachId'),
});
const supervisor = z.strictObject({ coachId, supervisorId: id('Who supervises.') });
const ofCase = { caseId: id('The case.'), coachId, supervisorId: id('The one supervisor who may read it.') };

/** The coach’s own work, in their own practice: credentials, hours, supervision, mentor coaching. */
export const coachesEvents = [
  event(
    'CredentialRecorded',
    'A coach has a credential.',
    z.strictObject({
      ...credential,
      credential: coachCredential,
      name: personal('What it is called, where it is another one.', 'coachId').optional(),
      number: personal('Its number.', 'coachId'),
      issuedOn: day('Since when.'),
      expiresOn: day('Its last day.').optional(),
    }),
  ),
  event('CredentialTakenBack', 'It was recorded wrongly, or is no more.', z.strictObject(credential)),
  event(
    'ClientLogged',
    'A client, a group, or the clients that an organization vouches for, stand in a coach’s hours log.',
    z.strictObject({
      ...client,
      form: hoursForm,
      setting: hoursSetting,
      people: z.int().min(1).max(1000).meta({ description: 'How many people are meant.' }),
      basis: logBasis,
      name: personal('How the client is called; of a group, one of it.', 'loggedClientId').optional(),
      email: personal('Where they are reached.', 'loggedClientId').optional(),
      organization: personal('Which organization vouches for them.', 'loggedClientId').optional(),
      letter: personal('Its letter: who wrote it, when, where it is.', 'loggedClientId').optional(),
    }),
  ),
  event('CoachingHoursLogged', 'Hours in which a client was coached stand in the log.', hours),
  event(
    'CoachingHoursCorrected',
    'A coach says what an entry should have said. What it said stays in the log of events.',
    hours,
  ),
  event(
    'CoachingHoursTakenBack',
    'An entry should not have been made: it counts no more.',
    z.strictObject({ ...client, entryId }),
  ),
  event(
    'LoggingConsentWithdrawn',
    'A client consents no more to stand in the log: what stands there of them counts no more.',
    z.strictObject(client),
  ),
  event('SupervisionHeld', 'A coach was in supervision.', supervised),
  event('MentorCoachingHeld', 'A coach had mentor coaching.', supervised),
  event(
    'SupervisionTakenBack',
    'An entry about supervision or mentor coaching should not have been made.',
    z.strictObject({ entryId, coachId }),
  ),
  event('SupervisorNamed', 'A coach lets somebody supervise them.', supervisor),
  event('SupervisorReleased', 'They supervise the coach no more, and see nothing more.', supervisor),
  event(
    'CaseShared',
    'A coach shares a case with their supervisor. It names nobody, and no engagement.',
    z.strictObject({ ...ofCase, words: personal('The case, in the coach’s words.', 'coachId') }),
  ),
  event('CaseTakenBack', 'The supervisor reads the case no more.', z.strictObject(ofCase)),
] as const;
