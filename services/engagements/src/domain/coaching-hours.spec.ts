import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, date, integer, property, record, array } from 'fast-check';
import {
  type ClientHours,
  eighteenMonthsBefore,
  type HoursGoal,
  hoursRequired,
  progressTo,
  totalsOf,
  wholeQuarters,
} from './coaching-hours.ts';

const today = '2026-11-30';
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const quarters = integer({ min: 0, max: 400 }).map((count) => count * 15);
const days = date({ min: new Date('2020-01-01'), max: new Date('2026-11-30'), noInvalidDate: true }).map(
  dayOf,
);
const entry = record({ startsOn: days, paidMinutes: quarters, proBonoMinutes: quarters }).map((each) => ({
  ...each,
  endsOn: today,
}));
const client = record({ people: integer({ min: 1, max: 15 }), entries: array(entry, { maxLength: 8 }) });
const log = array(client, { maxLength: 30 });

const minutesIn = (clients: readonly ClientHours[]) =>
  clients
    .flatMap(({ entries }) => entries)
    .reduce((sum, { paidMinutes, proBonoMinutes }) => sum + paidMinutes + proBonoMinutes, 0);

/** A log with one client for each of so many, and the hours with the first. */
const logOf = (
  clients: number,
  paidMinutes: number,
  proBonoMinutes: number,
  startsOn = today,
): ClientHours[] =>
  Array.from({ length: clients }, (_, n) => ({
    people: 1,
    entries: [
      n === 0
        ? { startsOn, endsOn: today, paidMinutes: paidMinutes - (clients - 1) * 15, proBonoMinutes }
        : { startsOn, endsOn: today, paidMinutes: 15, proBonoMinutes: 0 },
    ],
  }));

describe('Totals of an hours log', () => {
  it('are the sums of its entries, whatever their order', () => {
    assert(
      property(log, (clients) => {
        const totals = totalsOf(clients, today);
        expect(totals.paidMinutes + totals.proBonoMinutes).toBe(minutesIn(clients));
        expect(totalsOf(clients.toReversed(), today)).toEqual(totals);
      }),
    );
  });
  it('of two logs are those of both together', () => {
    assert(
      property(log, log, (one, other) => {
        const [a, b] = [totalsOf(one, today), totalsOf(other, today)];
        expect(totalsOf([...one, ...other], today)).toEqual({
          paidMinutes: a.paidMinutes + b.paidMinutes,
          proBonoMinutes: a.proBonoMinutes + b.proBonoMinutes,
          clients: a.clients + b.clients,
          recentMinutes: a.recentMinutes + b.recentMinutes,
        });
      }),
    );
  });
  it('count each person of a group as a client, and nobody without hours', () => {
    const group = {
      people: 9,
      entries: [{ startsOn: today, endsOn: today, paidMinutes: 15, proBonoMinutes: 0 }],
    };
    expect(totalsOf([group, { people: 1, entries: [] }], today).clients).toBe(9);
  });
  it('count as recent what began 18 months ago to the day, and not what began a day before', () => {
    const began = (startsOn: string) =>
      totalsOf(
        [{ people: 1, entries: [{ startsOn, endsOn: today, paidMinutes: 60, proBonoMinutes: 15 }] }],
        today,
      );
    expect(began('2025-05-30').recentMinutes).toBe(75);
    expect(began('2025-05-29').recentMinutes).toBe(0);
  });
  it('are never more recent than they are', () => {
    assert(
      property(log, (clients) => {
        const { recentMinutes, paidMinutes, proBonoMinutes } = totalsOf(clients, today);
        expect(recentMinutes).toBeLessThanOrEqual(paidMinutes + proBonoMinutes);
      }),
    );
  });
});

describe('Eighteen months before', () => {
  it.each([
    ['2026-11-30', '2025-05-30'],
    ['2026-08-31', '2025-02-28'],
    ['2025-08-31', '2024-02-29'],
    ['2026-01-15', '2024-07-15'],
    ['2026-06-30', '2024-12-30'],
    ['2026-07-31', '2025-01-31'],
  ])('%s is %s', (day, before) => {
    expect(eighteenMonthsBefore(day)).toBe(before);
  });
  it('never passes into another month', () => {
    assert(
      property(days, (day) => {
        const [year = 0, month = 0] = day.split('-').map(Number);
        const [before = 0, then = 0] = eighteenMonthsBefore(day).split('-').map(Number);
        expect((year - before) * 12 + month - then).toBe(18);
      }),
    );
  });
});

describe('Whole quarters of an hour', () => {
  it.each([
    [45, 45],
    [50, 45],
    [59.9, 45],
    [60, 60],
    [14, 0],
    [-30, 0],
  ])('of %d minutes are %d', (minutes, whole) => {
    expect(wholeQuarters(minutes)).toBe(whole);
  });
});

describe('The way to a credential', () => {
  const goals: readonly HoursGoal[] = ['ACC', 'PCC', 'MCC'];
  const limits = (goal: HoursGoal) => {
    const { minutes, paidMinutes, clients } = hoursRequired[goal];
    return [clients, paidMinutes, minutes - paidMinutes] as const;
  };

  it.each([
    ['ACC', 100, 75, 8, 25],
    ['PCC', 500, 450, 25, 50],
    ['MCC', 2500, 2250, 35, 0],
  ] as const)('to %s wants %d hours, %d paid, %d clients, %d recent', (goal, all, paid, clients, recent) => {
    expect(hoursRequired[goal]).toEqual({
      minutes: all * 60,
      paidMinutes: paid * 60,
      clients,
      recentMinutes: recent * 60,
    });
  });
  it.each(goals)('to %s ends exactly at its limits', (goal) => {
    const totals = totalsOf(logOf(...limits(goal)), today);
    const { isReached, missing } = progressTo(goal, totals);
    expect(isReached).toBe(true);
    expect(missing).toEqual({ minutes: 0, paidMinutes: 0, clients: 0, recentMinutes: 0 });
  });
  it.each(goals)('to %s wants one more quarter of an hour, paid, where it was pro bono', (goal) => {
    const [clients, paid, proBono] = limits(goal);
    const { isReached, missing } = progressTo(goal, totalsOf(logOf(clients, paid - 15, proBono + 15), today));
    expect(isReached).toBe(false);
    expect(missing).toEqual({ minutes: 0, paidMinutes: 15, clients: 0, recentMinutes: 0 });
  });
  it.each(goals)('to %s wants one more client', (goal) => {
    const [clients, ...minutes] = limits(goal);
    const { isReached, missing } = progressTo(goal, totalsOf(logOf(clients - 1, ...minutes), today));
    expect(isReached).toBe(false);
    expect(missing.clients).toBe(1);
  });
  it('wants recent hours, except to MCC', () => {
    const old = (goal: HoursGoal) => progressTo(goal, totalsOf(logOf(...limits(goal), '2020-01-01'), today));
    expect(old('ACC').missing.recentMinutes).toBe(25 * 60);
    expect(old('PCC').missing.recentMinutes).toBe(50 * 60);
    expect(old('MCC').isReached).toBe(true);
  });
  it('never gets longer by logging more', () => {
    assert(
      property(constantFrom(...goals), log, client, (goal, clients, more) => {
        const before = progressTo(goal, totalsOf(clients, today)).missing;
        const after = progressTo(goal, totalsOf([...clients, more], today)).missing;
        for (const key of ['minutes', 'paidMinutes', 'clients', 'recentMinutes'] as const)
          expect(after[key]).toBeLessThanOrEqual(before[key]);
      }),
    );
  });
});
