import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { type EngagementView } from '../read-models/engagement-view.ts';

type Source = Pick<EngagementView, 'status' | 'sessions'>;

/** Neutral: a calendar is shown on walls and shared with colleagues. Neither with whom nor what for. */
const title = 'Session';
const shownFor = 366 * 24 * 3_600_000;

/**
 * Sessions as iCalendar (RFC 5545). Times are in UTC: a session is one meeting and never a series, so that its instant says all,
 * before and after clocks change, and no definition of a time zone can be out of date.
 */
export const writeCalendar = (engagements: readonly Source[], now: Date): string => {
  const calendar = new ICalCalendar({
    name: 'Sessions',
    prodId: { company: 'Securebase', product: 'Sessions', language: 'EN' },
    ttl: 3_600,
  });
  const since = now.getTime() - shownFor;
  for (const { status, sessions } of engagements)
    for (const session of sessions) {
      if (Date.parse(session.endsAt) < since) continue;
      const fell = session.status === 'SCHEDULED' && status === 'ENDED_EARLY';
      const isOff = fell || session.status === 'CANCELLED';
      calendar.createEvent({
        id: `${session.id}@securebase`,
        sequence: session.sequence + (fell ? 1 : 0),
        stamp: new Date(session.changedAt),
        start: new Date(session.startsAt),
        end: new Date(session.endsAt),
        summary: title,
        status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        transparency: isOff ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      });
    }
  return calendar.toString();
};
