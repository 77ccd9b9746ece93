import { type Party, type SessionKind } from '@securebase/contracts';
import { ensure, seal } from '@securebase/domain-kit';
import { defaultTerms } from './agreement-terms.ts';
import { attendeesOf, ensureIs } from './coaching.ts';
import { type Engagement, type Phase, type SessionEvent, type SessionState } from './engagement-state.ts';
import { isTimeZone } from './local-time.ts';
import {
  type Attendance,
  type CancelSession,
  type CorrectSession,
  type HoldSession,
  type MissSession,
  type RescheduleSession,
  type ScheduleSession,
  type SessionCommand,
  type SetSessionAgenda,
  type SetSessionNotes,
} from './session-commands.ts';
import { isSame } from './same.ts';

/** In which phases a session of a kind may be agreed on: chemistry before the contract, follow-up after the end. */
const phasesOf = (kind: SessionKind): readonly Phase[] => {
  if (kind === 'CHEMISTRY') return ['PROPOSED', 'MATCHED'];
  if (kind === 'FOLLOW_UP') return ['COMPLETED'];
  return ['ACTIVE'];
};

const hour = 3_600_000;
const longest = 12 * hour;
const minutesOf = ({ startsAt, endsAt }: SessionState) =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);

const ensureTimes = ({ data, facts }: ScheduleSession | RescheduleSession, engagement: Engagement) => {
  const { startsAt, endsAt, timeZones = [] } = data;
  ensure(Date.parse(startsAt) < Date.parse(endsAt), 'SESSION_ENDS_BEFORE_START', ['input', 'endsAt']);
  ensure(Date.parse(endsAt) - Date.parse(startsAt) <= longest, 'SESSION_TOO_LONG', ['input', 'endsAt']);
  for (const { party, timeZone } of timeZones) {
    ensure(isTimeZone(timeZone), 'TIME_ZONE_UNKNOWN', ['input', 'timeZones']);
    ensureParty(engagement, party, 'timeZones');
  }
  ensureAttendees(facts, engagement);
};

/** Whose time is looked at was read before: it must be so still. */
const ensureAttendees = ({ attendeeIds }: Attendance, engagement: Engagement) => {
  ensure(isSame(attendeeIds, attendeesOf(engagement)), 'COACHES_CHANGED_MEANWHILE');
};

const ensureParty = (engagement: Engagement, by: Party, path = 'by') => {
  ensure(by !== 'SPONSOR' || engagement.sponsorId !== undefined, 'NO_SUCH_PARTY', ['input', path]);
};

const cancel = (
  { data, context, facts }: CancelSession,
  engagement: Engagement,
  { startsAt }: SessionState,
): SessionEvent[] => {
  const { engagementId, sessionId, by } = data;
  ensureParty(engagement, by);
  ensureAttendees(facts, engagement);
  const { noticeHours } = engagement.inForce?.terms ?? defaultTerms;
  const inTime = Date.parse(startsAt) - context.at.getTime() >= noticeHours * hour;
  const policy = inTime ? 'WITHIN' : 'OUTSIDE';
  return [{ type: 'SessionCancelled', data: { engagementId, sessionId, by, policy } }];
};

const correct = (
  { data, context }: CorrectSession,
  engagement: Engagement,
  session: SessionState,
): SessionEvent[] => {
  const { engagementId, sessionId, status, by, minutes } = data;
  ensureIs(engagement, context.actorId, 'COACH');
  ensure(session.status !== 'SCHEDULED', 'SESSION_NOT_OVER');
  const wasHeld = status === 'HELD';
  ensure(wasHeld === (by === undefined), 'CORRECTION_INCOMPLETE', ['input', 'by']);
  ensure(wasHeld || minutes === undefined, 'CORRECTION_INCOMPLETE', ['input', 'minutes']);
  if (by !== undefined) ensureParty(engagement, by);
  const what = wasHeld ? { minutes: minutes ?? minutesOf(session) } : { ...(by !== undefined && { by }) };
  return [{ type: 'SessionCorrected', data: { engagementId, sessionId, status, ...what } }];
};

const ensureNewest = (expected: number | undefined, revision: number) => {
  ensure(expected === undefined || expected === revision, 'CHANGED_MEANWHILE', ['input', 'expectedVersion']);
};

type Written = SetSessionAgenda | SetSessionNotes;

/** What is written for those who take part, by one of them. */
const write = (command: Written, engagement: Engagement, session: SessionState): SessionEvent[] => {
  const { engagementId, sessionId, expectedVersion } = command.data;
  ensureIs(engagement, command.context.actorId, 'CLIENT', 'COACH', 'MEMBER');
  if (command.type === 'SetSessionAgenda') {
    ensure(session.status === 'SCHEDULED', 'SESSION_OVER');
    ensureNewest(expectedVersion, session.agendaRevision);
    const revision = session.agendaRevision + 1;
    const agenda = seal(engagement.clientId, command.data.agenda);
    return [{ type: 'SessionAgendaSet', data: { engagementId, sessionId, revision, agenda } }];
  }
  ensureNewest(expectedVersion, session.notesRevision);
  const revision = session.notesRevision + 1;
  const notes = seal(engagement.clientId, command.data.notes);
  return [{ type: 'SessionNotesSet', data: { engagementId, sessionId, revision, notes } }];
};

const schedule = (command: ScheduleSession, engagement: Engagement): SessionEvent[] => {
  const { engagementId, sessionId, kind, startsAt, endsAt, timeZones } = command.data;
  ensure(!engagement.sessions.has(sessionId), 'SESSION_ALREADY_SCHEDULED');
  ensure(phasesOf(kind).includes(engagement.phase), 'SESSION_NOT_IN_THIS_PHASE', ['input', 'kind']);
  ensureTimes(command, engagement);
  const data = { engagementId, sessionId, kind, startsAt, endsAt, ...(timeZones && { timeZones }) };
  return [{ type: 'SessionScheduled', data }];
};

const reschedule = (command: RescheduleSession, engagement: Engagement): SessionEvent[] => {
  const { engagementId, sessionId, startsAt, endsAt, timeZones } = command.data;
  ensure(engagement.phase !== 'ENDED_EARLY', 'ENGAGEMENT_ENDED');
  ensureTimes(command, engagement);
  const data = { engagementId, sessionId, startsAt, endsAt, ...(timeZones && { timeZones }) };
  return [{ type: 'SessionRescheduled', data }];
};

type Coming = RescheduleSession | HoldSession | CancelSession | MissSession;

/** What becomes of a session that is still to come. */
const decideComing = (command: Coming, engagement: Engagement, session: SessionState): SessionEvent[] => {
  const { engagementId, sessionId } = command.data;
  ensure(session.status === 'SCHEDULED', 'SESSION_OVER');
  switch (command.type) {
    case 'RescheduleSession':
      return reschedule(command, engagement);
    case 'HoldSession': {
      const { minutes = minutesOf(session) } = command.data;
      return [{ type: 'SessionHeld', data: { engagementId, sessionId, minutes: Math.max(1, minutes) } }];
    }
    case 'CancelSession':
      return cancel(command, engagement, session);
    case 'MissSession':
      ensureParty(engagement, command.data.by);
      return [{ type: 'SessionMissed', data: { engagementId, sessionId, by: command.data.by } }];
  }
};

export const decideSession = (command: SessionCommand, engagement: Engagement): SessionEvent[] => {
  if (command.type === 'ScheduleSession') return schedule(command, engagement);
  const session = engagement.sessions.get(command.data.sessionId);
  ensure(session !== undefined, 'SESSION_NOT_FOUND', ['input', 'sessionId']);
  switch (command.type) {
    case 'CorrectSession':
      return correct(command, engagement, session);
    case 'SetSessionAgenda':
    case 'SetSessionNotes':
      return write(command, engagement, session);
    default:
      return decideComing(command, engagement, session);
  }
};
