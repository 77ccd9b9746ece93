import { describe, expect, it } from '@jest/globals';
import { type EngagementsEvent } from '@securebase/contracts';
import { type Recorded, rowsOf, seal } from '@securebase/domain-kit';
import fc from 'fast-check';
import { amal, cohortId, engagementId, ilse, programId } from '../domain/story.ts';
import { figuresKey, type FiguresRow } from './figures-view.ts';
import { hoursView } from './hours-view.ts';

const other = '0199a1b2-0000-7000-8000-00000000000e';
const start = '2026-09-01T08:00:00.000Z';
const recorded = (events: readonly EngagementsEvent[]): Recorded<EngagementsEvent>[] =>
  events.map((event, index) => ({
    ...event,
    tenantId: 't',
    stream: 's',
    version: index + 1,
    id: `event ${index}`,
    at: start,
    actorId: ilse,
  }));
const figures = (...events: EngagementsEvent[]) => {
  const rows = rowsOf(hoursView, recorded(events))['figures_view'];
  const of = (key: string) => rows?.get(key) as FiguresRow | undefined;
  return {
    program: of(figuresKey('PROGRAM', programId)),
    cohort: of(figuresKey('COHORT', cohortId)),
    one: of(figuresKey('ENGAGEMENT', engagementId)),
    other: of(figuresKey('ENGAGEMENT', other)),
  };
};

const proposed = (id: string): EngagementsEvent => ({
  type: 'EngagementProposed',
  data: {
    engagementId: id,
    kind: 'INDIVIDUAL',
    clientId: amal,
    programId,
    cohortId,
    purpose: seal(amal, 'p'),
  },
});
const agreed = (id: string, minutes: number): EngagementsEvent[] => [
  { type: 'HoursReserved', data: { programId, engagementId: id, minutes } },
  { type: 'EngagementContracted', data: { engagementId: id, agreementVersion: 1 } },
];
const budget = (minutes: number): EngagementsEvent => ({ type: 'BudgetSet', data: { programId, minutes } });
const session = (id: string, sessionId: string): EngagementsEvent => ({
  type: 'SessionScheduled',
  data: {
    engagementId: id,
    sessionId,
    kind: 'COACHING',
    startsAt: start,
    endsAt: '2026-09-01T09:00:00.000Z',
  },
});
const about = (id: string, sessionId: string) => ({ engagementId: id, sessionId });

describe('Figures', () => {
  it('of a program and a cohort are the sums of their engagements', () => {
    const { program, cohort, one } = figures(
      budget(60),
      proposed(engagementId),
      proposed(other),
      ...agreed(engagementId, 60),
      ...agreed(other, 120),
      session(engagementId, 'a'),
      session(engagementId, 'b'),
      session(other, 'c'),
      session(other, 'd'),
      { type: 'SessionHeld', data: about(engagementId, 'a') },
      { type: 'SessionHeld', data: about(engagementId, 'b') },
      { type: 'SessionRescheduled', data: { ...about(other, 'c'), startsAt: start, endsAt: start } },
      { type: 'SessionCancelled', data: { ...about(other, 'c'), by: 'CLIENT', policy: 'OUTSIDE' } },
      { type: 'SessionMissed', data: { ...about(other, 'd'), by: 'COACH' } },
    );
    const attendance = { held: 2, cancelled: 1, cancelledLate: 1, missed: 1, rescheduled: 1, lost: 2 };
    expect(program).toMatchObject({ budget: 60, reserved: 180, agreed: 180, used: 120, excess: 120 });
    expect(program).toMatchObject(attendance);
    expect(cohort).toMatchObject({ ...attendance, agreed: 180, used: 120, excess: 0, budget: null });
    expect(one).toMatchObject({ agreed: 60, used: 120, excess: 60, held: 2, lost: 0 });
  });

  it('of a program are over its budget only where it has one, whatever was approved', () => {
    const hours = [proposed(engagementId), ...agreed(engagementId, 60)];
    expect(figures(...hours).program).toMatchObject({ budget: null, excess: 0 });
    expect(figures(budget(40), ...hours).program).toMatchObject({ excess: 20 });
    const approved: EngagementsEvent = { type: 'BudgetOverrunApproved', data: { programId, minutes: 30 } };
    expect(figures(budget(40), ...hours, approved).program).toMatchObject({ excess: 20, overrun: 30 });
  });

  it('follow corrections: a session that was cancelled late was held after all', () => {
    const corrected: EngagementsEvent = {
      type: 'SessionCorrected',
      data: { ...about(engagementId, 'a'), status: 'HELD', minutes: 45 },
    };
    const late: EngagementsEvent = {
      type: 'SessionCancelled',
      data: { ...about(engagementId, 'a'), by: 'CLIENT', policy: 'OUTSIDE' },
    };
    const { one } = figures(proposed(engagementId), session(engagementId, 'a'), late, corrected);
    expect(one).toMatchObject({ held: 1, cancelled: 0, cancelledLate: 0, lost: 0, used: 45 });
  });

  it('add up after whatever happened', () => {
    const ids = fc.constantFrom(engagementId, other);
    const any = fc.array(
      fc.oneof(
        fc
          .record({
            id: ids,
            session: fc.constantFrom('a', 'b'),
            what: fc.constantFrom('HELD', 'CANCELLED', 'MISSED'),
          })
          .map(({ id, session: sessionId, what }): EngagementsEvent =>
            what === 'HELD'
              ? { type: 'SessionHeld', data: about(id, sessionId) }
              : what === 'MISSED'
                ? { type: 'SessionMissed', data: { ...about(id, sessionId), by: 'CLIENT' } }
                : {
                    type: 'SessionCancelled',
                    data: { ...about(id, sessionId), by: 'COACH', policy: 'OUTSIDE' },
                  },
          ),
        ids.map((id) => session(id, 'a')),
        fc.tuple(ids, fc.nat(500)).map(([id, minutes]): EngagementsEvent => ({
          type: 'HoursReserved',
          data: { programId, engagementId: id, minutes },
        })),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(any, (events) => {
        const all = figures(proposed(engagementId), proposed(other), ...events);
        for (const name of [
          'reserved',
          'used',
          'held',
          'cancelled',
          'cancelledLate',
          'missed',
          'lost',
        ] as const)
          for (const sum of [all.program, all.cohort])
            expect(sum?.[name]).toBe((all.one?.[name] ?? 0) + (all.other?.[name] ?? 0));
      }),
    );
  });
});
