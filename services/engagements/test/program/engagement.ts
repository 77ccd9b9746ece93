import type * as commands from '../../src/domain/engagement-commands.ts';
import type { StatePreferences } from '../../src/domain/participant.ts';
import type { RegisterPerson } from '../../src/domain/person.ts';
import { actions, goals, question } from './goals.ts';
import { perProgram } from './ids.ts';
import { energy, haven } from './inner.ts';
import { condition, experiment, pattern, practices, strategy } from './practices.ts';
import { kindOf, meet, prepare, schedule } from './sessions.ts';
import { day, hour, hourOf, sessionCount, type Tale, tale, managerId, type Wish } from './telling.ts';
import { sentence } from './words.ts';

/** Three of ten are under way; the others have ended. */
export const isUnderWay = (n: number): boolean => n % 10 === 2 || n % 10 === 5 || n % 10 === 8;

const between = 14 * day;

/** When the sessions begin as they are planned. */
const planOf = (n: number, today: number): number[] => {
  const age = isUnderWay(n) ? 100 + (n % 14) : 190 + (n % 5);
  const first = today - age * day + hourOf(n) * hour;
  return Array.from({ length: sessionCount }, (_, session) => first + session * between);
};

const match = (of: Tale, first: number): void => {
  const { teller, engagementId, programId, cohortId, clientId, coachId, sponsorId, n } = of;
  const person = { personId: clientId, name: `Client ${n}`, email: `${clientId}@example.org` };
  teller.wish<RegisterPerson>(managerId, 'RegisterPerson', person);
  const preferences = { participantId: clientId, languages: ['en'], timeZone: 'Europe/Vienna' };
  teller.wish<StatePreferences>(clientId, 'StatePreferences', preferences);
  teller.from(first - (30 + (n % 9)) * day);
  const proposal = { engagementId, kind: 'INDIVIDUAL', clientId, sponsorId, programId, cohortId } as const;
  const purpose = sentence('what it is for');
  teller.wish<commands.ProposeEngagement>(managerId, 'ProposeEngagement', { ...proposal, purpose });
  const asked = { engagementId, coachId, programId };
  teller.wish<commands.ProposeCoach>(clientId, 'ProposeCoach', asked);
  teller.from(first - (22 + (n % 4)) * day);
  teller.wish<commands.AcceptMatch>(coachId, 'AcceptMatch', asked);
};

const contract = (of: Tale, first: number): void => {
  const { teller, engagementId, programId, clientId, coachId, sponsorId, n } = of;
  const chemistry = teller.id('chemistry');
  const meeting = first - 14 * day;
  schedule(of, chemistry, 'CHEMISTRY', meeting);
  teller.from(meeting + hour);
  const held = { engagementId, sessionId: chemistry, minutes: 30 };
  teller.wish<commands.HoldSession>(coachId, 'HoldSession', held);
  const goalsToo = n % 2 === 0 ? ([{ item: 'GOALS', with: ['SPONSOR'] }] as const) : [];
  const shares = [{ item: 'ATTENDANCE', with: ['SPONSOR'] } as const, ...goalsToo];
  const terms = { minutesPerSession: 60, noticeHours: 24, shares };
  const drafted = { engagementId, sessions: sessionCount, objectives: sentence('the objectives'), terms };
  const facts = { baselineTaken: false };
  teller.wish<commands.DraftAgreement>(coachId, 'DraftAgreement', drafted, facts);
  const signed = { engagementId, agreementVersion: 1, programId, agreedMinutes: sessionCount * 60 };
  for (const [party, personId] of [
    ['CLIENT', clientId],
    ['COACH', coachId],
    ['SPONSOR', sponsorId],
  ] as const)
    teller.wish<commands.SignAgreement>(personId, 'SignAgreement', { ...signed, party });
  teller.wish<commands.StartEngagement>(coachId, 'StartEngagement', { engagementId });
};

const lived = (of: Tale, session: number, start: number): void => {
  goals(of, session);
  actions(of, session, start);
  question(of, session);
  practices(of, session);
  experiment(of, session);
  pattern(of, session);
  strategy(of, session);
  condition(of, session);
  energy(of, session);
  haven(of, session);
};

const end = (of: Tale, last: number): void => {
  const { teller, engagementId, coachId, clientId } = of;
  const words = { learned: sentence('what was learned'), turnsTo: sentence('whom I turn to') };
  teller.wish<commands.PrepareEnding>(clientId, 'PrepareEnding', { engagementId, ...words });
  teller.wish<commands.CompleteEngagement>(coachId, 'CompleteEngagement', { engagementId, coachId });
  const followUp = teller.id('follow-up');
  const meeting = last + 21 * day;
  schedule(of, followUp, 'FOLLOW_UP', meeting);
  teller.from(meeting + hour);
  const held = { engagementId, sessionId: followUp, minutes: 30 };
  teller.wish<commands.HoldSession>(coachId, 'HoldSession', held);
};

export interface Telling {
  /** Midnight of the day on which the story is told: what begins later has not happened. */
  readonly today: number;
  /** With everything that is lived, about 300 events; else the course with a little of each kind. */
  readonly whole: boolean;
}

/** An engagement by its number, from the proposal to today: twelve sessions, and all that is lived in them and between. */
export const engagementStory = (number: number, { today, whole }: Telling): readonly Wish[] => {
  const plan = planOf(number % perProgram, today);
  const [first = 0] = plan;
  const of = tale(number, first - 45 * day, whole);
  match(of, first);
  contract(of, first);
  for (const [session, start] of plan.entries()) schedule(of, of.sessionId(session), kindOf(session), start);
  for (const [session, planned] of plan.entries()) {
    if (planned + 2 * day > today) return of.teller.wishes;
    const start = prepare(of, session, planned);
    meet(of, session, start);
    lived(of, session, start);
  }
  end(of, plan.at(-1) ?? 0);
  return of.teller.wishes;
};
