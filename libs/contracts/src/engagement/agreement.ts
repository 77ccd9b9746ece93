import { z } from 'zod';
import { event, id, personal } from '../define.ts';
import { calendarEvents } from './calendar.ts';
import { party } from './party.ts';
import { agreementTerms } from './terms.ts';

const engagement = { engagementId: id('The engagement.') };
const session = { ...engagement, sessionId: id('The session.') };
const version = (what: string) => z.int().positive().meta({ description: what });
const agreementVersion = version('1, 2, 3 …: every party signs the same one.');
const revision = version('1, 2, 3 …: the newest is read, the older ones stay in the log.');

/** The agreement whole: terms, parties, amendments, how sessions are cancelled, handing over. */
export const agreementEvents = [
  event(
    'AgreementAmended',
    'Another agreement can be signed; until every party has, the one in force holds.',
    z.strictObject({
      ...engagement,
      agreementVersion,
      sessions: z.int().min(1).max(200).meta({ description: 'How many sessions, from the beginning.' }),
      objectives: personal('What is to be reached.', 'clientId'),
      terms: agreementTerms,
      keyHolder: personal(
        'Who holds the key of the tenant; without it, those who run the platform.',
        'engagementId',
      ).optional(),
    }),
  ),
  event(
    'AmendmentAgreed',
    'Every party has signed the amendment: it is in force.',
    z.strictObject({ ...engagement, agreementVersion }),
  ),
  event(
    'CoachAdded',
    'Another coach works with the client, too.',
    z.strictObject({ ...engagement, coachId: id('The coach.') }),
  ),
  event(
    'CoachReassigned',
    'A coach cannot go on; another one does.',
    z.strictObject({
      ...engagement,
      fromId: id('The coach who does not go on.'),
      coachId: id('The coach who does.'),
    }),
  ),
  event(
    'HandoverHeld',
    'One coach has told another what is needed to go on.',
    z.strictObject({
      ...engagement,
      handoverId: id('The handover.'),
      aboutId: id('The client.'),
      fromId: id('The coach who hands over.'),
      toId: id('The coach who takes over.'),
      summary: personal('What was handed over.', 'aboutId'),
    }),
  ),
  event(
    'EndingPrepared',
    'Client and coach have looked at the ending: what was learned, and whom the client will turn to.',
    z.strictObject({
      ...engagement,
      aboutId: id('The client.'),
      revision,
      learned: personal('What was learned.', 'aboutId'),
      turnsTo: personal('Whom the client will turn to.', 'aboutId'),
    }),
  ),
  event(
    'SessionAgendaSet',
    'What a session is to be about.',
    z.strictObject({ ...session, revision, agenda: personal('What it is to be about.', 'clientId') }),
  ),
  event(
    'SessionNotesSet',
    'What those who took part in a session want to remember together.',
    z.strictObject({ ...session, revision, notes: personal('What they want to remember.', 'clientId') }),
  ),
  event(
    'SessionCorrected',
    'What was said of a session was not so: this is.',
    z.strictObject({
      ...session,
      status: z.enum(['HELD', 'CANCELLED', 'MISSED']).meta({ description: 'What became of it.' }),
      by: party.optional(),
      minutes: z.int().min(1).max(720).optional().meta({ description: 'How long they met.' }),
    }),
  ),
  ...calendarEvents,
] as const;
