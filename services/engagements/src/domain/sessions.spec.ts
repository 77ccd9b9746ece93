import { describe, it } from '@jest/globals';
import { type Party, type SessionKind } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import { defaultTerms } from './agreement-terms.ts';
import * as commands from './engagement-commands.ts';
import { type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import { type PartyTimeZone, type SessionTimes } from './session-commands.ts';
import {
  amal,
  as,
  atContract,
  completed,
  contracted,
  drafted,
  endedEarly,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  paused,
  proposed,
  scheduled,
  sessionId,
  signed,
  sponsored,
  started,
  times,
  underway,
} from './story.ts';

const given = specification(engagement);
const of = { engagementId, sessionId };
const both = [amal, noor];
const facts = { attendeeIds: both };
const schedule = (
  kind: SessionKind = 'COACHING',
  when: SessionTimes & { timeZones?: PartyTimeZone[] } = times,
  attendeeIds: readonly string[] = both,
) => new commands.ScheduleSession({ ...of, kind, ...when }, as(noor), { attendeeIds });
const later = { startsAt: '2026-12-08T09:00:00.000Z', endsAt: '2026-12-08T10:00:00.000Z' };
const backwards = { startsAt: later.endsAt, endsAt: later.startsAt };
const move = (when = later) => new commands.RescheduleSession({ ...of, ...when }, as(noor), facts);
const hold = new commands.HoldSession(of, as(noor));
const cancel = (by: Party = 'CLIENT') => new commands.CancelSession({ ...of, by }, as(noor), facts);
const miss = (by: Party = 'COACH') => new commands.MissSession({ ...of, by }, as(noor));
const moved: EngagementEvent = { type: 'SessionRescheduled', data: { ...of, ...later } };
const held: EngagementEvent = { type: 'SessionHeld', data: { ...of, minutes: 60 } };
const cancelled = (by: Party, policy: 'WITHIN' | 'OUTSIDE' = 'WITHIN'): EngagementEvent => ({
  type: 'SessionCancelled',
  data: { ...of, by, policy },
});
const missed = (by: Party): EngagementEvent => ({ type: 'SessionMissed', data: { ...of, by } });
const agreed = [...underway, scheduled];

const phases = {
  PROPOSED: [proposed],
  MATCHED: [proposed, matched],
  CONTRACTED: atContract,
  ACTIVE: underway,
  PAUSED: [...underway, paused],
  COMPLETED: [...underway, completed],
  ENDED_EARLY: [...underway, endedEarly],
} as const;
type Phase = keyof typeof phases;
const allowed: Record<SessionKind, readonly Phase[]> = {
  CHEMISTRY: ['PROPOSED', 'MATCHED'],
  COACHING: ['ACTIVE'],
  THREE_WAY: ['ACTIVE'],
  MIDPOINT: ['ACTIVE'],
  ENDING: ['ACTIVE'],
  FOLLOW_UP: ['COMPLETED'],
};
const pairs = (Object.keys(allowed) as SessionKind[]).flatMap((kind) =>
  (Object.keys(phases) as Phase[]).map((phase) => ({ kind, phase, may: allowed[kind].includes(phase) })),
);

describe('A session', () => {
  it.each(pairs.filter(({ may }) => may))('$kind is scheduled when $phase', ({ kind, phase }) =>
    given(...phases[phase])
      .when(schedule(kind, times, phase === 'PROPOSED' ? [amal] : both))
      .then({ ...scheduled, data: { ...scheduled.data, kind } }),
  );
  it.each(pairs.filter(({ may }) => !may))('$kind is not scheduled when $phase', ({ kind, phase }) =>
    given(...phases[phase])
      .when(schedule(kind))
      .rejects('SESSION_NOT_IN_THIS_PHASE'),
  );

  it.each([
    ['moves to another time', agreed, move(), moved],
    ['moves as often as it has to', [...agreed, moved], move(), moved],
    ['takes place', agreed, hold, held],
    ['takes place at the other time', [...agreed, moved], hold, held],
    ['is called off', agreed, cancel(), cancelled('CLIENT')],
    ['is missed', agreed, miss(), missed('COACH')],
    ['is called off after the end', [...agreed, endedEarly], cancel(), cancelled('CLIENT')],
    ['is called off by a sponsor', [sponsored, ...agreed.slice(1)], cancel('SPONSOR'), cancelled('SPONSOR')],
  ] as const)('%s', (_, history, command, event) =>
    given(...history)
      .when(command)
      .then(event),
  );

  it.each([
    ['SESSION_ALREADY_SCHEDULED', agreed, schedule()],
    ['SESSION_ENDS_BEFORE_START', underway, schedule('COACHING', backwards)],
    ['SESSION_ENDS_BEFORE_START', agreed, move(backwards)],
    ['SESSION_NOT_FOUND', underway, hold],
    ['SESSION_NOT_FOUND', underway, move()],
    ['SESSION_OVER', [...agreed, held], hold],
    ['SESSION_OVER', [...agreed, held], cancel()],
    ['SESSION_OVER', [...agreed, cancelled('COACH')], move()],
    ['SESSION_OVER', [...agreed, missed('CLIENT')], miss()],
    ['NO_SUCH_PARTY', agreed, cancel('SPONSOR')],
    ['NO_SUCH_PARTY', agreed, miss('SPONSOR')],
    ['ENGAGEMENT_ENDED', [...agreed, endedEarly], move()],
    ['ENGAGEMENT_NOT_FOUND', [], schedule()],
  ] as const)('is refused with %s', (code, history, command) =>
    given(...history)
      .when(command)
      .rejects(code),
  );
});

describe('A session that was held', () => {
  it('was as long as it was meant to be, or as long as somebody says', () => {
    const briefly = new commands.HoldSession({ ...of, minutes: 45 }, as(noor));
    given(...agreed)
      .when(briefly)
      .then({ type: 'SessionHeld', data: { ...of, minutes: 45 } });
  });
});

describe('A session that is called off', () => {
  const calledOff = (at: string) =>
    new commands.CancelSession({ ...of, by: 'CLIENT' }, { ...as(amal), at: new Date(at) }, facts);
  const notice = (noticeHours: number) => {
    const draft = drafted();
    const longer = { ...draft, data: { ...draft.data, terms: { ...defaultTerms, noticeHours } } };
    return [proposed, matched, longer, signed('CLIENT'), signed('COACH'), contracted, started, scheduled];
  };
  it.each([
    ['WITHIN', 'a day before', agreed, '2026-11-30T09:00:00Z'],
    ['OUTSIDE', 'later than a day before', agreed, '2026-11-30T09:00:01Z'],
    ['OUTSIDE', 'after it should have begun', agreed, '2026-12-01T09:30:00Z'],
    ['WITHIN', 'as early as the agreement asks', notice(72), '2026-11-28T09:00:00Z'],
    ['OUTSIDE', 'later than the agreement asks', notice(72), '2026-11-28T09:00:01Z'],
  ] as const)('is %s the policy %s', (policy, _, history, at) => {
    given(...history)
      .when(calledOff(at))
      .then(cancelled('CLIENT', policy));
  });
});

describe('A session that is over', () => {
  const correct = (
    status: 'HELD' | 'CANCELLED' | 'MISSED',
    more: { by?: Party; minutes?: number } = {},
    by = noor,
  ) => new commands.CorrectSession({ ...of, status, ...more }, as(by));
  const corrected = (data: object): EngagementEvent =>
    ({ type: 'SessionCorrected', data: { ...of, ...data } }) as EngagementEvent;

  it.each([
    [
      'was not held',
      [...agreed, held],
      correct('MISSED', { by: 'CLIENT' }),
      { status: 'MISSED', by: 'CLIENT' },
    ],
    ['was held', [...agreed, missed('CLIENT')], correct('HELD'), { status: 'HELD', minutes: 60 }],
    ['was shorter', [...agreed, held], correct('HELD', { minutes: 30 }), { status: 'HELD', minutes: 30 }],
    [
      'is corrected again',
      [...agreed, held, corrected({ status: 'MISSED', by: 'CLIENT' })],
      correct('HELD'),
      { status: 'HELD', minutes: 60 },
    ],
    [
      'is corrected after the end',
      [...agreed, held, endedEarly],
      correct('MISSED', { by: 'COACH' }),
      { status: 'MISSED', by: 'COACH' },
    ],
  ] as const)('is corrected by another event: it %s', (_, history, command, data) => {
    given(...history)
      .when(command)
      .then(corrected(data));
  });
  it.each([
    ['SESSION_NOT_OVER', agreed, correct('HELD')],
    ['SESSION_NOT_FOUND', underway, correct('HELD')],
    ['CORRECTION_INCOMPLETE', [...agreed, held], correct('MISSED')],
    ['CORRECTION_INCOMPLETE', [...agreed, held], correct('HELD', { by: 'CLIENT' })],
    ['CORRECTION_INCOMPLETE', [...agreed, held], correct('MISSED', { by: 'CLIENT', minutes: 60 })],
    ['NO_SUCH_PARTY', [...agreed, held], correct('MISSED', { by: 'SPONSOR' })],
    ['NOT_FOR_THIS_PARTY', [...agreed, held], correct('MISSED', { by: 'COACH' }, amal)],
    ['ENGAGEMENT_NOT_FOUND', [...agreed, held], correct('MISSED', { by: 'COACH' }, jonas)],
  ] as const)('is not corrected: %s', (code, history, command) => {
    given(...history)
      .when(command)
      .rejects(code);
  });
});

describe('The times of a session', () => {
  const zones = (timeZone: string, party: Party = 'CLIENT') => ({
    ...times,
    timeZones: [{ party, timeZone }],
  });
  it('are kept with the time zones of the parties', () =>
    given(...underway)
      .when(schedule('COACHING', zones('Europe/Berlin')))
      .then({ ...scheduled, data: { ...scheduled.data, timeZones: zones('Europe/Berlin').timeZones } }));
  it.each([
    ['TIME_ZONE_UNKNOWN', schedule('COACHING', zones('Europe/Atlantis'))],
    ['TIME_ZONE_UNKNOWN', schedule('COACHING', zones('+01:00'))],
    ['NO_SUCH_PARTY', schedule('COACHING', zones('Europe/Berlin', 'SPONSOR'))],
    ['SESSION_TOO_LONG', schedule('COACHING', { ...times, endsAt: '2026-12-01T21:00:01.000Z' })],
    ['COACHES_CHANGED_MEANWHILE', schedule('COACHING', times, [amal])],
    ['COACHES_CHANGED_MEANWHILE', schedule('COACHING', times, [amal, noor, jonas])],
  ] as const)('are refused with %s', (code, command) => {
    given(...underway)
      .when(command)
      .rejects(code);
  });
});

describe('What is written about a session', () => {
  const agenda = (expectedVersion?: number, by = amal) =>
    new commands.SetSessionAgenda({ ...of, agenda: 'the new role', expectedVersion }, as(by));
  const notes = (expectedVersion?: number, by = noor) =>
    new commands.SetSessionNotes({ ...of, notes: 'call on Friday', expectedVersion }, as(by));
  const agendaSet = (revision: number): EngagementEvent => ({
    type: 'SessionAgendaSet',
    data: { ...of, revision, agenda: seal(amal, 'the new role') },
  });
  const notesSet = (revision: number): EngagementEvent => ({
    type: 'SessionNotesSet',
    data: { ...of, revision, notes: seal(amal, 'call on Friday') },
  });
  it.each([
    ['an agenda, by the client', agreed, agenda(), agendaSet(1)],
    ['an agenda, by the coach', agreed, agenda(0, noor), agendaSet(1)],
    ['another agenda, by who has read the first', [...agreed, agendaSet(1)], agenda(1), agendaSet(2)],
    ['notes, when it is over', [...agreed, held], notes(), notesSet(1)],
    ['notes, before', agreed, notes(0, amal), notesSet(1)],
  ] as const)('is %s', (_, history, command, event) => {
    given(...history)
      .when(command)
      .then(event);
  });
  it.each([
    ['CHANGED_MEANWHILE', [...agreed, agendaSet(1)], agenda(0)],
    ['CHANGED_MEANWHILE', [...agreed, notesSet(1), notesSet(2)], notes(1)],
    ['SESSION_OVER', [...agreed, held], agenda()],
    ['SESSION_NOT_FOUND', underway, notes()],
    ['NOT_FOR_THIS_PARTY', [sponsored, ...agreed.slice(1)], agenda(undefined, ilse)],
    ['ENGAGEMENT_NOT_FOUND', agreed, notes(undefined, jonas)],
  ] as const)('is refused with %s', (code, history, command) => {
    given(...history)
      .when(command)
      .rejects(code);
  });
});
