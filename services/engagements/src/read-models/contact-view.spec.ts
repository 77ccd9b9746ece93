import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowOf, seal } from '@securebase/domain-kit';
import fc from 'fast-check';
import { amal, cohortId, engagementId, ilse, noor, programId } from '../domain/story.ts';
import { contactView, mondayOf } from './contact-view.ts';

const day = 86_400_000;
// A Monday.
const begin = Date.parse('2026-08-31T08:00:00Z');
const on = (days: number) => new Date(begin + days * day).toISOString();
const week = (days: number) => mondayOf(new Date(begin + days * day));

type On = readonly [days: number, event: EngagementsEvent];
const recorded = (events: readonly On[]): Recorded<EngagementsEvent>[] =>
  events.map(([days, event], index) => ({
    ...event,
    tenantId: 't',
    stream: `engagement-${engagementId}`,
    version: index + 1,
    id: `event ${index}`,
    at: on(days),
    actorId: ilse,
  }));
const after = (...events: readonly On[]) => rowOf(contactView, recorded(events), engagementId);

const of = { engagementId };
const proposed: On = [
  0,
  {
    type: 'EngagementProposed',
    data: { ...of, kind: 'INDIVIDUAL', clientId: amal, programId, cohortId, purpose: seal(amal, 'p') },
  },
];
const asked = (days: number): On => [days, { type: 'CoachProposed', data: { ...of, coachId: ilse } }];
const matched: On = [2, { type: 'MatchConfirmed', data: { ...of, coachId: ilse } }];
const started = (days: number): On => [days, { type: 'EngagementStarted', data: of }];
const scheduled = (days: number, sessionId: string, on_: number): On => [
  days,
  {
    type: 'SessionScheduled',
    data: { ...of, sessionId, kind: 'COACHING', startsAt: on(on_), endsAt: on(on_) },
  },
];
const held = (days: number, sessionId: string): On => [
  days,
  { type: 'SessionHeld', data: { ...of, sessionId } },
];
const cancelled = (days: number, sessionId: string): On => [
  days,
  { type: 'SessionCancelled', data: { ...of, sessionId, by: 'CLIENT' } },
];
const running = [proposed, matched, started(7)] as const;

describe('The coach is to be contacted', () => {
  it('when asked, about the answer; by the week, not by the day', () => {
    for (const days of [8, 9, 13])
      expect(after(proposed, asked(days))).toMatchObject({
        coachId: ilse,
        about: 'ANSWER',
        since: '2026-09-07',
      });
    expect(after(proposed, asked(1), matched)).toMatchObject({ about: null, since: null, coachId: ilse });
    const declined: On = [3, { type: 'MatchDeclined', data: { ...of, coachId: ilse } }];
    expect(after(proposed, asked(1), declined)).toMatchObject({ about: null, since: null, coachId: null });
  });

  it('about the course: since it began, or since a session was held', () => {
    expect(after(...running)).toMatchObject({ about: 'COURSE', since: week(7), programId, cohortId });
    const met = [...running, scheduled(8, 'a', 15), held(15, 'a')] as const;
    expect(after(...met)).toMatchObject({ about: 'COURSE', since: week(15) });
    expect(after(...met, scheduled(16, 'b', 30), cancelled(29, 'b'))).toMatchObject({ since: week(15) });
  });

  it('about the course in the same words when nobody has told of a session that is over', () => {
    const rows = [
      after(...running, scheduled(8, 'a', 15), held(15, 'a')),
      after(...running, scheduled(8, 'a', 15)),
    ].map((row) => ({ about: row?.about, since: row?.since }));
    expect(rows[0]).toEqual(rows[1]);
  });

  it('not before a session that is to come is over', () => {
    expect(after(...running, scheduled(8, 'a', 60))).toMatchObject({ since: week(60) });
  });

  it('no more when it has ended', () => {
    const ended: On = [20, { type: 'EngagementEndedEarly', data: of }];
    const completed: On = [20, { type: 'EngagementCompleted', data: of }];
    for (const end of [ended, completed]) expect(after(...running, end)).toMatchObject({ since: null });
    expect(after(...running, scheduled(8, 'a', 15), ended)).toMatchObject({ since: null });
    expect(after(...running, completed, scheduled(21, 'f', 90))).toMatchObject({ since: week(90) });
  });

  it('by whoever coaches now', () => {
    const reassigned: On = [9, { type: 'CoachReassigned', data: { ...of, fromId: ilse, coachId: noor } }];
    expect(after(...running, reassigned)).toMatchObject({ coachId: noor, since: week(7) });
  });
});

describe('A pause', () => {
  it('changes nothing, wherever it begins and ends: an engagement that rests stands as one that goes on would', () => {
    const history = [
      ...running,
      scheduled(8, 'a', 15),
      held(15, 'a'),
      scheduled(16, 'b', 30),
      cancelled(29, 'b'),
    ];
    const pauses = fc.uniqueArray(fc.nat(history.length), { maxLength: 4 });
    fc.assert(
      fc.property(pauses, (places) => {
        const rests = history.flatMap((event, index): On[] =>
          places.includes(index)
            ? [
                [event[0], { type: 'EngagementPaused', data: of }],
                event,
                [event[0], { type: 'EngagementResumed', data: of }],
              ]
            : [event],
        );
        expect(after(...rests)).toEqual(after(...history));
      }),
    );
  });
});
