import { ensure } from '@securebase/domain-kit';

/** Hours of one entry of a log. Days are those of the calendar, `2026-01-31`. */
export interface Hours {
  readonly startsOn: string;
  readonly endsOn: string;
  /** Whole quarters of an hour: 45 minutes count as 0.75. */
  readonly paidMinutes: number;
  readonly proBonoMinutes: number;
}
/** A client, or a group, with the hours that count. */
export interface ClientHours {
  /** How many people are meant. */
  readonly people: number;
  readonly entries: readonly Hours[];
}

export interface HoursTotals {
  readonly paidMinutes: number;
  readonly proBonoMinutes: number;
  readonly clients: number;
  /** Of entries that lie within the last 18 months as a whole. */
  readonly recentMinutes: number;
}

export type HoursGoal = 'ACC' | 'PCC' | 'MCC';
export interface HoursRequired {
  readonly minutes: number;
  readonly paidMinutes: number;
  readonly clients: number;
  readonly recentMinutes: number;
}
const hours = (count: number) => count * 60;

/**
 * The experience that the ICF wants for each credential; training, mentor coaching and examination are beside it, and not here.
 * Source: https://coachingfederation.org/experience-requirements
 */
export const hoursRequired: Readonly<Record<HoursGoal, HoursRequired>> = {
  ACC: { minutes: hours(100), paidMinutes: hours(75), clients: 8, recentMinutes: hours(25) },
  PCC: { minutes: hours(500), paidMinutes: hours(450), clients: 25, recentMinutes: hours(50) },
  MCC: { minutes: hours(2_500), paidMinutes: hours(2_250), clients: 35, recentMinutes: 0 },
};

/** What is logged in whole quarters of an hour of a session that lasted so long: what is begun of a quarter does not count. */
export const wholeQuarters = (minutes: number): number => Math.max(0, Math.floor(minutes / 15) * 15);

/** The same day 18 months before; the last of its month where that has no such day. */
export const eighteenMonthsBefore = (day: string): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 18, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - 18, Math.min(date, last))).toISOString().slice(0, 10);
};

const minutesOf = ({ paidMinutes, proBonoMinutes }: Hours) => paidMinutes + proBonoMinutes;

/**
 * What a log comes to. Each person of a group is a client, as the ICF counts; who has no hours is none. An entry that began
 * more than 18 months before today is not recent, also where it goes on after that: how its hours are spread is not known.
 */
export const totalsOf = (clients: readonly ClientHours[], today: string): HoursTotals => {
  const since = eighteenMonthsBefore(today);
  const entries = clients.flatMap((client) => client.entries);
  const sum = (of: readonly Hours[], what: (entry: Hours) => number) =>
    of.reduce((total, entry) => total + what(entry), 0);
  const recent = entries.filter(({ startsOn }) => startsOn >= since);
  return {
    paidMinutes: sum(entries, ({ paidMinutes }) => paidMinutes),
    proBonoMinutes: sum(entries, ({ proBonoMinutes }) => proBonoMinutes),
    clients: clients
      .filter((client) => sum(client.entries, minutesOf) > 0)
      .reduce((total, { people }) => total + people, 0),
    recentMinutes: sum(recent, minutesOf),
  };
};

export interface HoursProgress {
  readonly goal: HoursGoal;
  readonly required: HoursRequired;
  /** What is still to be done; all 0 when it is reached. */
  readonly missing: HoursRequired;
  readonly isReached: boolean;
}

/** How far a log is on the way to a credential of the ICF. */
export const progressTo = (goal: HoursGoal, totals: HoursTotals): HoursProgress => {
  const required = hoursRequired[goal];
  const { paidMinutes, proBonoMinutes, clients, recentMinutes } = totals;
  const left = (wanted: number, is: number) => Math.max(0, wanted - is);
  const missing = {
    minutes: left(required.minutes, paidMinutes + proBonoMinutes),
    paidMinutes: left(required.paidMinutes, paidMinutes),
    clients: left(required.clients, clients),
    recentMinutes: left(required.recentMinutes, recentMinutes),
  };
  return { goal, required, missing, isReached: Object.values(missing).every((each) => each === 0) };
};

/** When a day has begun everywhere, it has begun for whoever logs it. */
const furthestAhead = 14 * 3_600_000;
const dayLong = 24 * 3_600_000;

/** The last day that has begun somewhere. */
export const latestDay = (at: Date): string =>
  new Date(at.getTime() + furthestAhead).toISOString().slice(0, 10);

/** @throws Rejected NOT_IN_QUARTER_HOURS */
export const ensureQuarters = (minutes: number, field: string): void => {
  ensure(Number.isInteger(minutes) && minutes >= 0 && minutes % 15 === 0, 'NOT_IN_QUARTER_HOURS', [
    'input',
    field,
  ]);
};

/**
 * Whether hours can be so.
 * @throws Rejected NOT_IN_QUARTER_HOURS, NO_HOURS, HOURS_END_BEFORE_START, HOURS_IN_THE_FUTURE, MORE_HOURS_THAN_THERE_ARE
 */
export const ensureSound = (entry: Hours, at: Date): void => {
  ensureQuarters(entry.paidMinutes, 'paidMinutes');
  ensureQuarters(entry.proBonoMinutes, 'proBonoMinutes');
  ensure(minutesOf(entry) > 0, 'NO_HOURS');
  ensure(entry.startsOn <= entry.endsOn, 'HOURS_END_BEFORE_START', ['input', 'endsOn']);
  ensure(entry.endsOn <= latestDay(at), 'HOURS_IN_THE_FUTURE', ['input', 'endsOn']);
  const days = (Date.parse(entry.endsOn) - Date.parse(entry.startsOn)) / dayLong + 1;
  ensure(minutesOf(entry) <= days * 24 * 60, 'MORE_HOURS_THAN_THERE_ARE');
};
