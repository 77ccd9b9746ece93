import { describe, expect, it } from '@jest/globals';
import { seal } from '@securebase/domain-kit';
import { specification } from '@securebase/domain-kit/testing';
import * as commands from './engagement-commands.ts';
import { type Engagement, type EngagementEvent } from './engagement-state.ts';
import { engagement } from './engagement.ts';
import {
  amal,
  as,
  completed,
  drafted,
  endedEarly,
  engagementId,
  ilse,
  jonas,
  matched,
  noor,
  proposed,
  scheduled,
  sessionId,
  signed,
  sponsored,
  times,
  underway,
} from './story.ts';

const given = specification(engagement);
const another = '6f1f7b3e-0000-4000-8000-0000000000aa';
const none: commands.Joined['upcoming'] = [];
const add = (coachId = jonas, by = amal, upcoming = none) =>
  new commands.AddCoach({ engagementId, coachId }, as(by), { upcoming });
const reassign = (fromId = noor, coachId = jonas, by = amal, upcoming = none) =>
  new commands.ReassignCoach({ engagementId, fromId, coachId }, as(by), { upcoming });
const handoverId = '6f1f7b3e-0000-4000-8000-0000000000a1';
const handOver = (fromId: string, toId: string, by: string) =>
  new commands.RecordHandover({ engagementId, handoverId, fromId, toId, summary: 'what matters' }, as(by));
const added = (coachId = jonas): EngagementEvent => ({ type: 'CoachAdded', data: { engagementId, coachId } });
const reassigned = (fromId = noor, coachId = jonas): EngagementEvent => ({
  type: 'CoachReassigned',
  data: { engagementId, fromId, coachId },
});
const handedOver = (fromId: string, toId: string): EngagementEvent => ({
  type: 'HandoverHeld',
  data: { engagementId, handoverId, aboutId: amal, fromId, toId, summary: seal(amal, 'what matters') },
});
const stateOf = (...events: EngagementEvent[]) =>
  events.reduce(engagement.evolve, engagement.initialState) as Engagement;

describe('A coach', () => {
  it('comes in beside the first', () =>
    given(...underway)
      .when(add())
      .then(added()));
  it('goes on for one who cannot', () =>
    given(...underway)
      .when(reassign())
      .then(reassigned()));
  it('takes over the sessions that are scheduled', () =>
    given(...underway, scheduled)
      .when(reassign(noor, jonas, amal, [{ sessionId, ...times }]))
      .then(reassigned()));
  it('is the one who signs from then on; what the other signed does not count any more', () => {
    const state = stateOf(proposed, matched, drafted(), signed('COACH'), signed('CLIENT'), reassigned());
    expect(state).toMatchObject({
      coachId: jonas,
      coachIds: new Set([jonas]),
      formerCoachIds: new Set([noor]),
    });
    expect(state.agreement.signed).toEqual(new Set(['CLIENT']));
  });
  it('who is not the one who signs leaves the signatures as they are', () => {
    const state = stateOf(proposed, matched, added(), drafted(), signed('COACH'), reassigned(jonas, another));
    expect(state).toMatchObject({ coachId: noor, coachIds: new Set([noor, another]) });
    expect(state.agreement.signed).toEqual(new Set(['COACH']));
  });

  it.each([
    ['NOT_FOR_THIS_PARTY', 'by a coach', underway, add(jonas, noor)],
    ['NOT_FOR_THIS_PARTY', 'by the sponsor', [sponsored, ...underway.slice(1)], reassign(noor, jonas, ilse)],
    ['ENGAGEMENT_NOT_FOUND', 'by somebody outside', underway, add(jonas, jonas)],
    ['ENGAGEMENT_NOT_MATCHED', 'before the match', [proposed], add()],
    ['ENGAGEMENT_ENDED', 'after completion', [...underway, completed], add()],
    ['ENGAGEMENT_ENDED', 'after the end', [...underway, endedEarly], reassign()],
    ['COACH_IS_CLIENT', 'who is the client', underway, reassign(noor, amal)],
    ['COACH_ALREADY_ADDED', 'twice', underway, add(noor)],
    ['TOO_MANY_COACHES', 'as the fourth', [...underway, added(), added(another)], add(ilse)],
    ['NOT_A_COACH', 'for somebody else', underway, reassign(ilse)],
    ['SESSIONS_CHANGED_MEANWHILE', 'without the sessions', [...underway, scheduled], add()],
  ] as const)('does not come in (%s) %s', (code, _, history, command) => {
    given(...history)
      .when(command)
      .rejects(code);
  });
});

describe('A handover', () => {
  it('is recorded by the coach who takes over', () =>
    given(...underway, reassigned())
      .when(handOver(noor, jonas, jonas))
      .then(handedOver(noor, jonas)));
  it('is recorded by a coach who goes on beside', () =>
    given(...underway, added())
      .when(handOver(noor, jonas, noor))
      .then(handedOver(noor, jonas)));
  it.each([
    ['NOT_A_COACH', underway, handOver(noor, jonas, noor)],
    ['NOT_A_COACH', underway, handOver(jonas, noor, noor)],
    ['NOT_A_COACH', underway, handOver(noor, noor, noor)],
    ['NOT_FOR_THIS_PARTY', [...underway, added()], handOver(noor, jonas, amal)],
    ['ENGAGEMENT_NOT_FOUND', [...underway, reassigned()], handOver(noor, jonas, noor)],
  ] as const)('is refused with %s', (code, history, command) => {
    given(...history)
      .when(command)
      .rejects(code);
  });
});

describe('An ending', () => {
  const words = { learned: 'to ask', turnsTo: 'a friend' };
  const prepare = (by = amal, expectedVersion?: number) =>
    new commands.PrepareEnding({ engagementId, ...words, expectedVersion }, as(by));
  const prepared = (revision: number): EngagementEvent => ({
    type: 'EndingPrepared',
    data: {
      engagementId,
      aboutId: amal,
      revision,
      learned: seal(amal, words.learned),
      turnsTo: seal(amal, words.turnsTo),
    },
  });
  it('is prepared while the work goes on', () =>
    given(...underway)
      .when(prepare())
      .then(prepared(1)));
  it('is prepared as often as it becomes clearer', () =>
    given(...underway, prepared(1))
      .when(prepare(noor, 1))
      .then(prepared(2)));
  it.each([
    ['CHANGED_MEANWHILE', [...underway, prepared(1)], prepare(amal, 0)],
    ['ENGAGEMENT_NOT_IN_THIS_PHASE', [...underway, completed], prepare()],
    ['NOT_FOR_THIS_PARTY', [sponsored, ...underway.slice(1)], prepare(ilse)],
    ['ENGAGEMENT_NOT_FOUND', underway, prepare(jonas)],
  ] as const)('is refused with %s', (code, history, command) => {
    given(...history)
      .when(command)
      .rejects(code);
  });
});
