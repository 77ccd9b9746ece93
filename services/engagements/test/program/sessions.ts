import type * as commands from '../../src/domain/engagement-commands.ts';
import type { NoteSettledness } from '../../src/domain/settledness.ts';
import type { MarkMomentOfMeeting } from '../../src/domain/moment.ts';
import type { NotePresence, NoteTurnedTo } from '../../src/domain/entry-commands.ts';
import type { WriteNote, CorrectNote } from '../../src/domain/note.ts';
import { hour, sessionCount, type Tale } from './telling.ts';
import { sentence } from './words.ts';

export const steps = ['UNSETTLED', 'RATHER_UNSETTLED', 'IN_BETWEEN', 'RATHER_SETTLED', 'SETTLED'] as const;

const timesOf = (start: number) => ({
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(start + hour).toISOString(),
});

export const schedule = (
  { teller, engagementId, attendees, coachId }: Tale,
  sessionId: string,
  kind: commands.ScheduleSession['data']['kind'],
  start: number,
): void => {
  const data = { engagementId, sessionId, kind, ...timesOf(start) };
  teller.wish<commands.ScheduleSession>(coachId, 'ScheduleSession', data, attendees);
};

export const kindOf = (session: number): commands.ScheduleSession['data']['kind'] => {
  if (session === 0) return 'THREE_WAY';
  if (session === sessionCount / 2) return 'MIDPOINT';
  return session === sessionCount - 1 ? 'ENDING' : 'COACHING';
};

/** What became of a session. */
export const courseOf = (n: number, session: number): 'HELD' | 'CANCELLED' | 'MISSED' => {
  if (n % 7 === 3 && session === 4) return 'CANCELLED';
  return n % 11 === 4 && session === 8 ? 'MISSED' : 'HELD';
};

/** Before a session: its agenda, sometimes another time. Returns when it begins in the end. */
export const prepare = (of: Tale, session: number, start: number): number => {
  const { teller, engagementId, attendees, clientId, coachId, whole } = of;
  const sessionId = of.sessionId(session);
  if (!whole) return start;
  teller.from(start - 30 * hour);
  const agenda = sentence('the agenda');
  teller.wish<commands.SetSessionAgenda>(clientId, 'SetSessionAgenda', { engagementId, sessionId, agenda });
  if (session % 4 !== 1) return start;
  const moved = start + 24 * hour;
  const data = { engagementId, sessionId, ...timesOf(moved) };
  teller.wish<commands.RescheduleSession>(coachId, 'RescheduleSession', data, attendees);
  return moved;
};

/** A session, as it was held, cancelled or missed. */
export const meet = (of: Tale, session: number, start: number): void => {
  const { teller, engagementId, attendees, clientId, coachId, n, whole } = of;
  const at = { engagementId, sessionId: of.sessionId(session) };
  const became = courseOf(n, session);
  if (became === 'CANCELLED') {
    teller.from(start - (n % 2 === 0 ? 40 : 20) * hour);
    teller.wish<commands.CancelSession>(clientId, 'CancelSession', { ...at, by: 'CLIENT' }, attendees);
    return;
  }
  teller.from(start + hour);
  if (became === 'MISSED') {
    teller.wish<commands.MissSession>(coachId, 'MissSession', { ...at, by: 'CLIENT' });
    return;
  }
  if (whole) arrive(of, session);
  const minutes = 45 + 15 * (n % 3);
  teller.wish<commands.HoldSession>(coachId, 'HoldSession', { ...at, minutes });
  if (whole) leave(of, session);
  else if (session === 0) note(of, session);
};

const arrive = ({ teller, engagementId, clientId, coachId, oneOf, sessionId }: Tale, session: number) => {
  const at = { engagementId, sessionId: sessionId(session), aboutId: clientId };
  for (const [who, actorId] of [
    ['client', clientId],
    ['coach', coachId],
  ] as const) {
    const settlednessId = teller.id(`settledness ${who} ${session}`);
    const arriving = oneOf(steps, session);
    teller.wish<NoteSettledness>(actorId, 'NoteSettledness', { ...at, settlednessId, arriving });
  }
};

const leave = (of: Tale, session: number) => {
  const { teller, engagementId, clientId, coachId, oneOf } = of;
  const at = { engagementId, sessionId: of.sessionId(session) };
  const settlednessId = teller.id(`settledness client ${session}`);
  const leaving = oneOf(steps, session + 2);
  const settled = { ...at, aboutId: clientId, settlednessId, leaving };
  teller.wish<NoteSettledness>(clientId, 'NoteSettledness', settled);
  const notes = sentence('the session');
  teller.wish<commands.SetSessionNotes>(coachId, 'SetSessionNotes', { ...at, notes });
  const presence = { ...at, entryId: teller.id(`presence ${session}`), words: sentence('presence') };
  teller.wish<NotePresence>(coachId, 'NotePresence', presence);
  const mark = (by: 'client' | 'coach', actorId: string, withId: string) => {
    const ids = { momentId: teller.id(`moment ${session}`), markId: teller.id(`mark ${by} ${session}`) };
    const data = { ...at, ...ids, withId, words: sentence('a moment') };
    teller.wish<MarkMomentOfMeeting>(actorId, 'MarkMomentOfMeeting', data);
  };
  if (session % 2 === 0) mark('client', clientId, coachId);
  if (session % 3 === 0) mark('coach', coachId, clientId);
  if (session % 2 === 1) {
    const turnedTo = oneOf(['COACH', 'SOMEONE_IN_MY_SYSTEMS', 'MYSELF'] as const, session);
    const data = { ...at, entryId: teller.id(`turned to ${session}`), turnedTo };
    teller.wish<NoteTurnedTo>(clientId, 'NoteTurnedTo', data);
  }
  note(of, session);
};

const note = (of: Tale, session: number) => {
  const { teller, engagementId, clientId, coachId, sessionId } = of;
  const at = { engagementId, sessionId: sessionId(session) };
  const noteId = teller.id(`note ${session}`);
  const own = { ...at, noteId, isShared: false, sealedFor: clientId, words: sentence('the client') };
  teller.wish<WriteNote>(coachId, 'WriteNote', own);
  if (session % 6 === 5) {
    const words = sentence('the client, seen otherwise');
    teller.wish<CorrectNote>(coachId, 'CorrectNote', { engagementId, noteId, words });
  }
  if (session % 3 !== 2) return;
  const shared = { ...at, noteId: teller.id(`shared note ${session}`), isShared: true, sealedFor: clientId };
  teller.wish<WriteNote>(clientId, 'WriteNote', { ...shared, words: sentence('what I take with me') });
};
