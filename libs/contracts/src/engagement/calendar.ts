import { z } from 'zod';
import { event, id, instant } from '../define.ts';

const calendar = { personId: id('Whose calendar it is.') };
const booking = { ...calendar, engagementId: id('The engagement.'), sessionId: id('The session.') };
const feed = { ...calendar, feedId: id('The feed.') };
const asOf = instant('When this was so; what was over long before is forgotten by the calendar.');

/** When people are taken by sessions, and the addresses at which they read their own calendar. */
export const calendarEvents = [
  event(
    'TimeBooked',
    'Somebody is taken by a session; another time of the same session is free again.',
    z.strictObject({
      ...booking,
      startsAt: instant('From when.'),
      endsAt: instant('Until when.'),
      asOf,
    }),
  ),
  event('TimeFreed', 'Somebody is not taken by a session any more.', z.strictObject({ ...booking, asOf })),
  event(
    'CalendarFeedIssued',
    'A person reads their calendar at a secret address; an earlier one is good for nothing.',
    z.strictObject({
      ...feed,
      hash: z.string().meta({ description: 'SHA-256 of the secret in the address.' }),
    }),
  ),
  event('CalendarFeedRevoked', 'The address is good for nothing any more.', z.strictObject(feed)),
] as const;
