import { describe, it } from '@jest/globals';
import { type Party, type SessionKind } from '@securebase/contracts';
import { specification } from '@securebase/domain-kit/testing';
import * as commands from './engagement-commands.ts';
import { type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import {
  as,
  atContract,
  completed,
  endedEarly,
  engagementId,
  matched,
  noor,
  paused,
  proposed,
  scheduled,
  sessionId,
  sponsored,
  times,
  underway,
} from './story.ts';

const given = specification(engagement);
const of = { engagementId, sessionId };
const schedule = (kind: SessionKind = 'COACHING', when = times) =>
  new commands.ScheduleSession({ ...of, kind, ...when }, as(noor));
const later = { startsAt: '2026-12-08T09:00:00.000Z', endsAt: '2026-12-08T10:00:00.000Z' };
const backwards = { startsAt: later.endsAt, endsAt: later.startsAt };
const move = (when = later) => new commands.RescheduleSession({ ...of, ...when }, as(noor));
const hold = new commands.HoldSession(of, as(noor));
const cancel = (by: Party = 'CLIENT') => new commands.CancelSession({ ...of, by }, as(noor));
const miss = (by: Party = 'COACH') => new commands.MissSession({ ...of, by }, as(noor));
const moved: EngagementEvent = { type: 'SessionRescheduled', data: { ...of, ...later } };
const held: EngagementEvent = { type: 'SessionHeld', data: of };
const cancelled = (by: Party): EngagementEvent => ({ type: 'SessionCancelled', data: { ...of, by } });
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
      .when(schedule(kind))
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
