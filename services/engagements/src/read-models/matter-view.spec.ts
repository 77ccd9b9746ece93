import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowsOf, seal } from '@securebase/domain-kit';
import {
  amal,
  atContract,
  completed,
  contracted,
  drafted,
  endedEarly,
  engagementId,
  jonas,
  matched,
  noor,
  proposed,
  scheduled,
  sessionId,
  signed,
  started,
  times,
  underway,
} from '../domain/story.ts';
import { type MatterRow, matterView } from './matter-view.ts';

const id = '6f1f7b3e-0000-4000-8000-0000000000a1';
const at = '2026-11-30T09:00:00.000Z';
const word = seal(amal, 'so it was');
const of = { engagementId, aboutId: amal };
const pair = { ...of, audience: 'PAIR' } as const;

const recorded = (events: readonly EngagementsEvent[]): Recorded<EngagementsEvent>[] =>
  events.map((event, n) => ({
    ...event,
    tenantId: noor,
    stream: 'any',
    version: n + 1,
    id: `event-${n}`,
    at,
    actorId: noor,
  }));
const mattersAfter = (events: readonly EngagementsEvent[]) => [
  ...(
    (rowsOf(matterView, recorded(events))['matter_view'] ?? new Map()) as ReadonlyMap<string, MatterRow>
  ).values(),
];
/** What waits, for whom. */
const waits = (...events: readonly EngagementsEvent[]) =>
  mattersAfter(events).map(({ kind, coachId }) => [kind, coachId]);
/** The same while the work goes on. */
const waitsUnderway = (...events: readonly EngagementsEvent[]) => waits(...underway, ...events);

const asked = (coachId: string): EngagementsEvent => ({
  type: 'CoachProposed',
  data: { engagementId, coachId },
});
const added: EngagementsEvent = { type: 'CoachAdded', data: { engagementId, coachId: jonas } };
const reassigned: EngagementsEvent = {
  type: 'CoachReassigned',
  data: { engagementId, fromId: noor, coachId: jonas },
};
const goal = { ...pair, goalId: id };
const scaled: EngagementsEvent = {
  type: 'GoalScaled',
  data: { ...goal, scaling: 1, title: word, levels: word, weight: word },
};
const rated = (occasion: 'BASELINE' | 'CLOSING'): EngagementsEvent => ({
  type: 'GoalRated',
  data: { ...goal, ratingId: id, raterId: amal, party: 'CLIENT', occasion, scaling: 1, level: word },
});
const committedTo = (dueOn?: string): EngagementsEvent => ({
  type: 'ActionCommitted',
  data: { ...pair, actionId: id, words: word, ...(dueOn !== undefined && { dueOn }) },
});
const tried: EngagementsEvent = {
  type: 'ExperimentTried',
  data: { ...of, experimentId: id, happened: word },
};
const commitment = { ...of, conditionId: id, commitmentId: sessionId, ownerId: jonas };
const promised: EngagementsEvent = {
  type: 'CommitmentMade',
  data: { ...commitment, commitment: word, dueOn: '2026-12-24' },
};
const reported = (status: 'UNDER_WAY' | 'DONE'): EngagementsEvent => ({
  type: 'CommitmentReported',
  data: { ...commitment, status },
});
const midpoint: EngagementsEvent = { ...scheduled, data: { ...scheduled.data, kind: 'MIDPOINT' } };
const held: EngagementsEvent = { type: 'SessionHeld', data: { engagementId, sessionId } };

describe('What waits for a coach', () => {
  it('is a request, for the coach who is asked and no other', () => {
    expect(waits(proposed, asked(noor))).toEqual([['REQUEST', noor]]);
    expect(waits(proposed, asked(noor), asked(jonas))).toEqual([['REQUEST', jonas]]);
    const declined: EngagementsEvent = { type: 'MatchDeclined', data: { engagementId, coachId: noor } };
    expect(waits(proposed, asked(noor), declined)).toEqual([]);
  });

  it('is the agreement: to be drafted, to be signed by who signs, to begin on', () => {
    expect(waits(proposed, asked(noor), matched)).toEqual([['AGREEMENT', noor]]);
    expect(waits(proposed, matched, added, drafted())).toEqual([['SIGNATURE', noor]]);
    expect(waits(proposed, matched, drafted(), signed('COACH'))).toEqual([]);
    expect(waits(proposed, matched, drafted(), signed('COACH'), drafted(2))).toEqual([['SIGNATURE', noor]]);
    expect(waits(...atContract)).toEqual([['START', noor]]);
    expect(waits(...atContract, started)).toEqual([]);
  });

  it('is to be signed again by a coach who comes in place of the one who signed, while it is not in force', () => {
    expect(waits(proposed, matched, drafted(), signed('COACH'), reassigned)).toEqual([['SIGNATURE', jonas]]);
    expect(waits(proposed, matched, drafted(), signed('COACH'), contracted, started, reassigned)).toEqual([]);
  });

  it('is a session, and then what became of it', () => {
    expect(mattersAfter([...underway, scheduled])).toEqual([
      expect.objectContaining({ kind: 'SESSION', thingId: sessionId, dueAt: times.startsAt }),
      expect.objectContaining({ kind: 'SESSION_OUTCOME', thingId: sessionId, dueAt: times.endsAt }),
    ]);
    const later = { startsAt: '2026-12-02T09:00:00.000Z', endsAt: '2026-12-02T10:00:00.000Z' };
    const moved: EngagementsEvent = {
      type: 'SessionRescheduled',
      data: { engagementId, sessionId, ...later },
    };
    expect(mattersAfter([...underway, scheduled, moved])).toMatchObject([
      { dueAt: later.startsAt },
      { dueAt: later.endsAt },
    ]);
    for (const end of [
      held,
      { type: 'SessionCancelled', data: { engagementId, sessionId, by: 'CLIENT' } },
      { type: 'SessionMissed', data: { engagementId, sessionId, by: 'CLIENT' } },
    ] as const)
      expect(waitsUnderway(scheduled, end)).toEqual([]);
  });

  it('is a midpoint that was held and not written down', () => {
    expect(waitsUnderway(midpoint, held)).toEqual([['MIDPOINT_REVIEW', noor]]);
    const review = { ...pair, reviewId: id, lookedAt: word, toChange: word };
    for (const data of [review, { ...review, sessionId }])
      expect(waitsUnderway(midpoint, held, { type: 'MidpointReviewHeld', data })).toEqual([]);
    const missed = { engagementId, sessionId, status: 'MISSED', by: 'CLIENT' } as const;
    expect(waitsUnderway(midpoint, held, { type: 'SessionCorrected', data: missed })).toEqual([]);
  });

  it('is a goal without a baseline, an action by its day, an experiment to debrief, a rupture, a commitment', () => {
    expect(waitsUnderway(scaled)).toEqual([['BASELINE', noor]]);
    expect(waitsUnderway(scaled, rated('CLOSING'))).toEqual([['BASELINE', noor]]);
    expect(waitsUnderway(scaled, rated('BASELINE'))).toEqual([]);
    expect(waitsUnderway(scaled, { type: 'GoalDropped', data: goal })).toEqual([]);

    expect(waitsUnderway(committedTo())).toEqual([]);
    expect(mattersAfter([...underway, committedTo('2026-12-12')])).toMatchObject([
      { kind: 'ACTION', thingId: id, aboutId: amal, dueAt: '2026-12-12T00:00:00.000Z' },
    ]);
    for (const type of ['ActionCompleted', 'ActionDropped'] as const)
      expect(waitsUnderway(committedTo('2026-12-12'), { type, data: { ...pair, actionId: id } })).toEqual([]);

    const debriefed: EngagementsEvent = {
      type: 'ExperimentDebriefed',
      data: { ...of, experimentId: id, learned: word },
    };
    expect(waitsUnderway(tried)).toEqual([['DEBRIEF', noor]]);
    expect(waitsUnderway(tried, debriefed)).toEqual([]);
    expect(waitsUnderway(tried, debriefed, tried)).toEqual([['DEBRIEF', noor]]);

    const rupture = { ...of, authorId: amal, ruptureId: id };
    const torn: EngagementsEvent = { type: 'RuptureNoted', data: { ...rupture, words: word } };
    expect(waitsUnderway(torn)).toEqual([['RUPTURE', noor]]);
    expect(waitsUnderway(torn, { type: 'RuptureRepaired', data: { ...rupture, helped: word } })).toEqual([]);

    expect(mattersAfter([...underway, promised])).toMatchObject([
      { kind: 'COMMITMENT', thingId: id, dueAt: '2026-12-24T00:00:00.000Z' },
    ]);
    expect(waitsUnderway(promised, reported('UNDER_WAY'))).toEqual([['COMMITMENT', noor]]);
    expect(waitsUnderway(promised, reported('DONE'))).toEqual([]);
  });

  it('waits for each coach, and goes with the engagement to whoever comes in place of one', () => {
    expect(waitsUnderway(added, tried)).toEqual([
      ['DEBRIEF', noor],
      ['DEBRIEF', jonas],
    ]);
    expect(waitsUnderway(tried, reassigned)).toEqual([['DEBRIEF', jonas]]);
  });

  it('ends with the engagement, but for sessions that had begun, and after its ending for what was promised', () => {
    const all = [scaled, tried, promised, committedTo('2026-12-12')];
    expect(waitsUnderway(...all, scheduled, endedEarly)).toEqual([]);
    expect(waitsUnderway(...all, scheduled, completed)).toEqual([['COMMITMENT', noor]]);
    const before = { startsAt: '2026-11-30T07:00:00.000Z', endsAt: '2026-11-30T08:00:00.000Z' };
    const begun: EngagementsEvent = { ...scheduled, data: { ...scheduled.data, ...before } };
    for (const end of [endedEarly, completed])
      expect(waitsUnderway(begun, end)).toEqual([
        ['SESSION', noor],
        ['SESSION_OUTCOME', noor],
      ]);
  });

  it('is, in their own practice, a credential that expires', () => {
    const credential = { credentialId: id, coachId: noor };
    const given = { ...credential, credential: 'PCC', number: word, issuedOn: '2024-01-01' } as const;
    const expiring: EngagementsEvent = {
      type: 'CredentialRecorded',
      data: { ...given, expiresOn: '2026-12-31' },
    };
    expect(mattersAfter([expiring])).toMatchObject([
      { kind: 'CREDENTIAL', engagementId: null, thingId: id, coachId: noor },
    ]);
    expect(mattersAfter([{ type: 'CredentialRecorded', data: given }])).toEqual([]);
    expect(mattersAfter([expiring, { type: 'CredentialTakenBack', data: credential }])).toEqual([]);
  });
});
