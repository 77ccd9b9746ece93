import { z } from 'zod';
import { day, event, type EventsOf, id, instant, personal } from './define.ts';
import { agreementEvents } from './engagement/agreement.ts';
import { coachesEvents } from './engagement/coaches.ts';
import { goalsEvents } from './engagement/goals.ts';
import { matchingEvents } from './engagement/matching.ts';
import { mutualEvents } from './engagement/mutual.ts';
import { party } from './engagement/party.ts';
import { practicesEvents } from './engagement/practices.ts';
import { programKind, programsEvents } from './engagement/programs.ts';
import { agreementTerms } from './engagement/terms.ts';
import { erasureEvents } from './erasure.ts';
import { provisioningEvents } from './provisioning.ts';
import { practiceEvents } from './practice.ts';
import { tenantEvents } from './tenant.ts';

const people = (what: string) => z.array(z.uuid()).min(1).max(1000).readonly().meta({ description: what });

export const engagementKind = z
  .enum(['INDIVIDUAL', 'TEAM', 'ORGANIZATION'])
  .meta({ description: 'Who the client is: a person, a team or an organization.' });
export type EngagementKind = z.infer<typeof engagementKind>;

export const sessionKind = z
  .enum(['CHEMISTRY', 'COACHING', 'THREE_WAY', 'MIDPOINT', 'ENDING', 'FOLLOW_UP'])
  .meta({ description: 'What the session is for.' });
export type SessionKind = z.infer<typeof sessionKind>;

export { party, type Party } from './engagement/party.ts';

export const personRole = z
  .enum([
    'CLIENT',
    'COACH',
    'SUPERVISOR',
    'SPONSOR',
    'LINE_MANAGER',
    'RATER',
    'PROGRAM_MANAGER',
    'ANALYST',
    'EMPLOYEE_REPRESENTATIVE',
    'PARTNER',
    'ADMIN',
    'OPERATOR',
  ])
  .meta({ description: 'What a person may be in the tenant.' });
export type PersonRole = z.infer<typeof personRole>;

const engagement = { engagementId: id('The engagement.') };
const session = { ...engagement, sessionId: id('The session.') };
const program = { programId: id('The program.') };
const timeZones = z
  .array(
    z
      .strictObject({
        party,
        timeZone: z.string().max(64).meta({ description: 'Name in the IANA time zone database.' }),
      })
      .readonly(),
  )
  .max(3)
  .readonly()
  .meta({ description: 'In which time zones the parties are.' });
const agreementVersion = z
  .int()
  .positive()
  .meta({ description: '1, 2, 3 …: every party signs the same one.' });

export const engagementsEvents = [
  event(
    'PersonRegistered',
    'A person is in the directory of the tenant.',
    z.strictObject({
      personId: id('The person.'),
      name: personal('How the person is called.', 'personId'),
      email: personal('Where the person is reached.', 'personId'),
      reference: personal('The organization’s own key of the person.', 'personId').optional(),
    }),
  ),
  event(
    'PersonRenamed',
    'A person is called otherwise.',
    z.strictObject({
      personId: id('The person.'),
      name: personal('How the person is called now.', 'personId'),
      email: personal('Where the person is reached now.', 'personId').optional(),
    }),
  ),
  event(
    'RolesAssigned',
    'A person has these roles, and no others.',
    z.strictObject({
      personId: id('The person.'),
      roles: z.array(personRole).readonly().meta({ description: 'All that the person may be.' }),
    }),
  ),
  event('PersonDeactivated', 'A person has left.', z.strictObject({ personId: id('The person.') })),

  event(
    'ProgramDrafted',
    'A coaching program is planned.',
    z.strictObject({
      ...program,
      name: personal('What the program is called.', 'programId'),
      kind: programKind,
      purpose: personal('What it is for.', 'programId'),
      startsOn: day('Its first day.'),
      endsOn: day('Its last day.'),
    }),
    3,
  ),
  event(
    'CohortAdded',
    'A group of people goes through the program together.',
    z.strictObject({
      ...program,
      cohortId: id('The cohort.'),
      name: personal('What the cohort is called.', 'programId'),
    }),
    2,
  ),
  event('ProgramOpened', 'People can be enrolled.', z.strictObject(program)),
  event(
    'ParticipantsEnrolled',
    'People take part in a cohort.',
    z.strictObject({
      ...program,
      cohortId: id('The cohort.'),
      personIds: people('Who takes part from now on.'),
    }),
  ),
  event('ProgramClosed', 'The program is over.', z.strictObject(program)),

  event(
    'EngagementProposed',
    'Somebody is to be coached.',
    z.strictObject({
      ...engagement,
      kind: engagementKind,
      clientId: id('The person coached; of a team or an organization, who speaks for it.'),
      sponsorId: id('Who pays and is party to the agreement.').optional(),
      programId: id('The program that it is part of.').optional(),
      cohortId: id('The cohort that it is part of.').optional(),
      purpose: personal('What it is for, in the client’s words.', 'clientId'),
    }),
  ),
  event(
    'MembersAdded',
    'People belong to the team or organization that is coached.',
    z.strictObject({ ...engagement, personIds: people('Who belongs to it from now on.') }),
  ),
  event(
    'MatchConfirmed',
    'Client and coach have chosen each other.',
    z.strictObject({ ...engagement, coachId: id('The coach.') }),
  ),
  event(
    'AgreementDrafted',
    'A version of the agreement can be signed; earlier versions cannot any more.',
    z.strictObject({
      ...engagement,
      agreementVersion,
      sessions: z.int().min(1).max(200).meta({ description: 'How many sessions are agreed on.' }),
      objectives: personal('What is to be reached.', 'clientId'),
      keyHolder: personal(
        'Who holds the key of the tenant; without it, those who run the platform.',
        'engagementId',
      ).optional(),
      terms: agreementTerms.optional(),
    }),
    2,
  ),
  event(
    'AgreementSigned',
    'A party has signed a version of the agreement.',
    z.strictObject({ ...engagement, agreementVersion, party, personId: id('Who signed.') }),
  ),
  event(
    'EngagementContracted',
    'Every party has signed the same version.',
    z.strictObject({ ...engagement, agreementVersion }),
  ),
  event('EngagementStarted', 'The work begins.', z.strictObject(engagement)),
  event('EngagementPaused', 'The work rests.', z.strictObject(engagement)),
  event('EngagementResumed', 'The work goes on.', z.strictObject(engagement)),
  event('EngagementCompleted', 'The work has come to its prepared ending.', z.strictObject(engagement)),
  event('EngagementEndedEarly', 'The work has ended before that.', z.strictObject(engagement)),

  event(
    'SessionScheduled',
    'Client and coach will meet.',
    z.strictObject({
      ...session,
      kind: sessionKind,
      startsAt: instant('When it begins.'),
      endsAt: instant('When it ends.'),
      timeZones: timeZones.optional(),
    }),
  ),
  event(
    'SessionRescheduled',
    'They will meet at another time.',
    z.strictObject({
      ...session,
      startsAt: instant('When it begins now.'),
      endsAt: instant('When it ends now.'),
      timeZones: timeZones.optional(),
    }),
  ),
  event(
    'SessionHeld',
    'They met.',
    z.strictObject({
      ...session,
      minutes: z.int().min(1).max(720).optional().meta({ description: 'How long they met.' }),
    }),
  ),
  event(
    'SessionCancelled',
    'They will not meet.',
    z.strictObject({
      ...session,
      by: party,
      policy: z
        .enum(['WITHIN', 'OUTSIDE'])
        .optional()
        .meta({ description: 'Whether it was cancelled as early as the agreement asks.' }),
    }),
  ),
  event('SessionMissed', 'Somebody did not come.', z.strictObject({ ...session, by: party })),
  ...agreementEvents,
  ...programsEvents,
  ...goalsEvents,
  ...mutualEvents,
  ...practicesEvents,
  ...coachesEvents,
  ...matchingEvents,
  ...erasureEvents,
  ...provisioningEvents,
  ...tenantEvents,
  ...practiceEvents,
] as const;

export type EngagementsEvent = EventsOf<typeof engagementsEvents>;
