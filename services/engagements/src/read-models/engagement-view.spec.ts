import { describe, expect, it } from '@jest/globals';
import { type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { defaultTerms } from '../domain/agreement-terms.ts';
import { type EngagementEvent } from '../domain/engagement-state.ts';
import {
  amal,
  atContract,
  completed,
  drafted,
  endedEarly,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  ofTeam,
  paused,
  proposed,
  resumed,
  scheduled,
  sessionId,
  signed,
  sponsored,
  underway,
} from '../domain/story.ts';
import { engagementView } from './engagement-view.ts';

const at = '2026-11-23T09:00:00.000Z';
const recorded = (events: readonly EngagementEvent[]) =>
  events.map((event, index): Recorded<EngagementEvent> => ({
    ...event,
    tenantId: '6f1f7b3e-0000-4000-8000-000000000001',
    stream: `engagement-${engagementId}`,
    version: index + 1,
    id: String(index),
    at,
    actorId: noor,
  }));
const row = (...events: EngagementEvent[]) => rowOf(engagementView, recorded(events), engagementId);
const later = { startsAt: '2026-12-08T09:00:00.000Z', endsAt: '2026-12-08T10:00:00.000Z' };

describe('The read model of an engagement', () => {
  it('begins with the proposal; what is personal stays sealed', () => {
    const { kind, purpose, clientId } = proposed.data;
    expect(row(proposed)).toEqual({
      ...engagementView.blank,
      kind,
      clientId,
      purpose,
      status: 'PROPOSED',
      proposedAt: at,
    });
    expect(JSON.stringify(row(proposed))).not.toContain('sleep');
  });

  it.each([
    ['MATCHED', [proposed, matched]],
    ['MATCHED', [proposed, matched, drafted(), signed('CLIENT')]],
    ['CONTRACTED', atContract],
    ['ACTIVE', underway],
    ['PAUSED', [...underway, paused]],
    ['ACTIVE', [...underway, paused, resumed]],
    ['COMPLETED', [...underway, completed]],
    ['ENDED_EARLY', [...underway, endedEarly]],
  ] as const)('says %s', (status, history) => {
    expect(row(...history)).toMatchObject({ status });
  });

  it('knows who has signed the newest draft, and forgets who signed an older one', () => {
    const signatures = [sponsored, matched, drafted(), signed('COACH'), signed('CLIENT')] as const;
    expect(row(...signatures)).toMatchObject({ agreementVersion: 1, signedBy: ['COACH', 'CLIENT'] });
    expect(row(...signatures, drafted(2))).toMatchObject({ agreementVersion: 2, signedBy: [] });
  });

  it('knows the members', () => {
    const joins = [ilse, jonas].map((each): EngagementEvent => ({
      type: 'MembersAdded',
      data: { engagementId, personIds: [each] },
    }));
    expect(row(ofTeam, ...joins)).toMatchObject({ memberIds: [ilse, jonas] });
  });

  it.each([
    [
      { type: 'SessionRescheduled', data: { engagementId, sessionId, ...later } },
      { status: 'SCHEDULED', ...later, sequence: 1, changedAt: at },
    ],
    [
      { type: 'SessionHeld', data: { engagementId, sessionId, minutes: 45 } },
      { status: 'HELD', by: null, minutes: 45, sequence: 0 },
    ],
    [
      { type: 'SessionCancelled', data: { engagementId, sessionId, by: 'CLIENT', policy: 'OUTSIDE' } },
      { status: 'CANCELLED', by: 'CLIENT', policy: 'OUTSIDE', sequence: 1 },
    ],
    [
      { type: 'SessionCorrected', data: { engagementId, sessionId, status: 'HELD', minutes: 30 } },
      { status: 'HELD', minutes: 30, by: null, sequence: 1 },
    ],
    [
      {
        type: 'SessionAgendaSet',
        data: { engagementId, sessionId, revision: 2, agenda: seal(amal, 'work') },
      },
      { agenda: { revision: 2, text: seal(amal, 'work') }, sequence: 0 },
    ],
    [
      { type: 'SessionMissed', data: { engagementId, sessionId, by: 'COACH' } },
      { status: 'MISSED', by: 'COACH' },
    ],
  ] as const satisfies [EngagementEvent, object][])('follows a session: %j', (event, session) => {
    const other = { ...scheduled, data: { ...scheduled.data, sessionId: 'another' } };
    expect(row(...underway, scheduled, other, event)?.sessions).toEqual([
      expect.objectContaining({ id: sessionId, kind: 'COACHING', ...session }),
      expect.objectContaining({ id: 'another', status: 'SCHEDULED' }),
    ]);
  });

  it('keeps who coached when, whoever goes on', () => {
    const reassigned: EngagementEvent = {
      type: 'CoachReassigned',
      data: { engagementId, fromId: noor, coachId: jonas },
    };
    expect(row(...underway, reassigned)).toMatchObject({
      coachId: jonas,
      coachIds: [jonas],
      coaches: [
        { coachId: noor, since: at, until: at },
        { coachId: jonas, since: at, until: null },
      ],
    });
  });

  it('holds what is in force until an amendment is agreed on', () => {
    const data = { engagementId, agreementVersion: 2 };
    const amended: EngagementEvent = {
      type: 'AgreementAmended',
      data: {
        ...data,
        sessions: 12,
        objectives: seal(amal, 'more'),
        terms: drafted().data.terms ?? defaultTerms,
      },
    };
    expect(row(...underway, amended)).toMatchObject({
      agreementVersion: 2,
      agreedSessions: 8,
      signedBy: [],
      inForce: { version: 1 },
      draft: { version: 2 },
    });
    const agreed: EngagementEvent = { type: 'AmendmentAgreed', data };
    expect(row(...underway, amended, agreed)).toMatchObject({
      agreedSessions: 12,
      objectives: seal(amal, 'more'),
      inForce: { version: 2 },
    });
  });

  it('is not touched by other streams', () => {
    const [event] = recorded([proposed]).map((each) => ({ ...each, stream: `program-${engagementId}` }));
    expect(event && engagementView.rowIds(event)).toEqual([]);
  });
});
