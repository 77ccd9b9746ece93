import { ensure } from '@securebase/domain-kit';
import { Temporal } from 'temporal-polyfill';
import { type SessionTimes } from './session-commands.ts';

/** A time as people say it: on the clock of a place, with how long it takes. */
export interface LocalTime {
  /** `2026-10-25T09:30`, without an offset. */
  readonly localStart: string;
  /** Name in the IANA time zone database. */
  readonly timeZone: string;
  readonly minutes: number;
  /** Which one is meant when clocks go back and the time comes twice. */
  readonly ifTwice?: 'EARLIER' | 'LATER' | undefined;
}

const names = /^[A-Za-z][A-Za-z0-9_+/-]*$/; // and not an offset, which knows nothing of summer and winter
const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

const isPossible = (make: () => unknown): boolean => {
  try {
    make();
    return true;
  } catch {
    return false;
  }
};

/** Whether the IANA time zone database has this name. */
export const isTimeZone = (name: string): boolean =>
  names.test(name) && isPossible(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name));

/**
 * The instants of a local time. One that does not exist because clocks go forward is refused, and one that comes twice because
 * they go back, unless it says which.
 * @throws Rejected TIME_ZONE_UNKNOWN, LOCAL_TIME_UNREADABLE, LOCAL_TIME_DOES_NOT_EXIST, LOCAL_TIME_COMES_TWICE
 */
export const instantsOf = ({ localStart, timeZone, minutes, ifTwice }: LocalTime): SessionTimes => {
  ensure(isTimeZone(timeZone), 'TIME_ZONE_UNKNOWN', ['input', 'local', 'timeZone']);
  const path = ['input', 'local', 'localStart'];
  const isReadable = form.test(localStart) && isPossible(() => Temporal.PlainDateTime.from(localStart));
  ensure(isReadable, 'LOCAL_TIME_UNREADABLE', path);
  const local = Temporal.PlainDateTime.from(localStart);
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  ensure(earlier.toPlainDateTime().equals(local), 'LOCAL_TIME_DOES_NOT_EXIST', path);
  const isOnce = earlier.epochMilliseconds === later.epochMilliseconds;
  ensure(isOnce || ifTwice !== undefined, 'LOCAL_TIME_COMES_TWICE', path);
  const start = (ifTwice === 'LATER' ? later : earlier).epochMilliseconds;
  return {
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + minutes * 60_000).toISOString(),
  };
};

/** An instant on the clock of a place, with the offset that holds there then: `2026-10-25T09:30+01:00`. */
export const localTimeOf = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'minute' });
