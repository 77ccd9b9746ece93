import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Projection, type Recorded, rowOf, seal } from '@securebase/domain-kit';
import { amal, engagementId, noor, sessionId } from '../domain/story.ts';
import { actionView } from './action-view.ts';
import { goalView } from './goal-view.ts';
import { midpointView } from './midpoint-view.ts';
import { questionView } from './question-view.ts';
import { timelineView } from './timeline-view.ts';

const at = '2026-11-23T09:00:00.000Z';
const id = 'thing';
const recorded = (aggregate: string, events: readonly EngagementsEvent[]) =>
  events.map((event, index): Recorded<EngagementsEvent> => ({
    ...event,
    tenantId: '6f1f7b3e-0000-4000-8000-000000000001',
    stream: `${aggregate}-${id}`,
    version: index + 1,
    id: String(index),
    at,
    actorId: noor,
  }));
const row = <Row extends object>(
  view: Projection<EngagementsEvent, Row>,
  aggregate: string,
  ...events: EngagementsEvent[]
) => rowOf(view, recorded(aggregate, events), id);

const pair = { engagementId, aboutId: amal, audience: 'PAIR' } as const;
const entry = { engagementId, aboutId: amal, audience: 'PAIR', authorId: noor };
const said = (words: unknown) => seal(amal, words);

describe('The read model of a goal', () => {
  const goal = { ...pair, goalId: id };
  const scale = (scaling: number) => ({
    ...goal,
    scaling,
    ...{ title: said(`title ${scaling}`), levels: said([]), weight: said(scaling) },
  });
  const rating = { raterId: amal, party: 'CLIENT', occasion: 'BASELINE' } as const;
  const scaled: EngagementsEvent = { type: 'GoalScaled', data: scale(1) };
  const rated = (ratingId: string, level: number, corrects?: string): EngagementsEvent => ({
    type: 'GoalRated',
    data: {
      ...goal,
      ...{ ratingId, ...rating, scaling: 1, level: said(level) },
      ...(corrects !== undefined && { corrects }),
    },
  });

  it('holds the newest scaling; what is personal stays sealed', () => {
    expect(row(goalView, 'goal', scaled, { type: 'GoalRescaled', data: scale(2) })).toEqual({
      ...entry,
      title: said('title 2'),
      levels: said([]),
      weight: said(2),
      scaling: 2,
      status: 'PURSUED',
      scaledAt: at,
      ratings: [],
    });
    expect(JSON.stringify(row(goalView, 'goal', scaled))).not.toContain('title 1');
  });
  it('keeps a rating that was corrected beside the one that corrects it', () => {
    expect(row(goalView, 'goal', scaled, rated('one', -1), rated('two', 1, 'one'))?.ratings).toEqual([
      { id: 'one', ...rating, level: said(-1), ratedAt: at, corrects: null, isCorrected: true },
      { id: 'two', ...rating, level: said(1), ratedAt: at, corrects: 'one', isCorrected: false },
    ]);
  });
  it('says that it was dropped, and keeps its ratings', () => {
    const dropped: EngagementsEvent = { type: 'GoalDropped', data: goal };
    expect(row(goalView, 'goal', scaled, rated('one', -1), dropped)).toMatchObject({
      status: 'DROPPED',
      ratings: [{ id: 'one' }],
    });
  });
  it('is not touched by other streams', () => {
    expect(row(goalView, 'action', scaled)).toBeUndefined();
  });
});

describe('The read model of an action', () => {
  const action = { ...pair, actionId: id };
  const committed: EngagementsEvent = {
    type: 'ActionCommitted',
    data: { ...action, words: said('ask'), dueOn: '2026-12-12' },
  };
  it.each([
    ['COMMITTED', []],
    ['COMPLETED', [{ type: 'ActionCompleted', data: action }]],
    ['DROPPED', [{ type: 'ActionDropped', data: action }]],
  ] as [string, EngagementsEvent[]][])('says %s', (status, more) => {
    expect(row(actionView, 'action', committed, ...more)).toEqual({
      ...entry,
      goalId: null,
      words: said('ask'),
      dueOn: '2026-12-12',
      status,
      committedAt: at,
    });
  });
});

describe('The read model of an essential question', () => {
  const question = { ...pair, questionId: id };
  const opened: EngagementsEvent = {
    type: 'EssentialQuestionOpened',
    data: { ...question, words: said('whose life?') },
  };
  const more: EngagementsEvent[] = [
    { type: 'EssentialQuestionReworded', data: { ...question, words: said('what is mine?') } },
    { type: 'EssentialQuestionRested', data: question },
  ];
  it('keeps every wording and every visit', () => {
    const visited: EngagementsEvent = { type: 'EssentialQuestionRevisited', data: question };
    expect(row(questionView, 'question', opened, ...more)).toMatchObject({ status: 'RESTING' });
    expect(row(questionView, 'question', opened, ...more, visited)).toEqual({
      ...entry,
      status: 'OPEN',
      openedAt: at,
      wordings: [
        { at, by: noor, words: said('whose life?') },
        { at, by: noor, words: said('what is mine?') },
      ],
      visits: [{ at, by: noor, words: null }],
    });
  });
});

it('The read model of a midpoint review holds what was said, sealed', () => {
  const words = { lookedAt: said('the goals'), toChange: said('the pace') };
  const held: EngagementsEvent = {
    type: 'MidpointReviewHeld',
    data: { ...pair, reviewId: id, sessionId, ...words },
  };
  expect(row(midpointView, 'midpoint', held)).toEqual({ ...entry, sessionId, ...words, heldAt: at });
});

it('The timeline tells of a goal to those whom its event names', () => {
  const data = { ...pair, goalId: id, scaling: 1, title: said('no'), levels: said([]), weight: said(1) };
  const [event] = recorded('goal', [{ type: 'GoalScaled', data: { ...data, audience: 'TAKES_PART' } }]);
  expect(event && rowOf(timelineView, [event], event.id)).toEqual({
    engagementId,
    at,
    strand: 'AGREED',
    happened: 'GoalScaled',
    item: 'GOALS',
    audience: 'TAKES_PART',
    authorId: noor,
    aboutId: amal,
    alsoFor: [],
    sessionId: null,
    thingId: id,
    details: { title: said('no') },
  });
});
