import {
  AgreementVersionsResolver,
  AgreementVersionWordsResolver,
} from '../api/agreement-versions.resolver.ts';
import { AgreementResolver, AgreementWordsResolver } from '../api/agreement.resolver.ts';
import { CalendarResolver } from '../api/calendar.resolver.ts';
import { CoachingResolver } from '../api/coaching.resolver.ts';
import { EngagementSessionsResolver, SessionWordsResolver } from '../api/session.resolver.ts';
import { SharedItemsResolver, SharedResolver } from '../api/shared.resolver.ts';
import { CalendarAddresses } from '../calendar/secrets.ts';
import { calendars } from '../domain/calendar.ts';
import { calendarFeed } from '../domain/calendar-feed.ts';
import { AgreementView, agreementView } from '../read-models/agreement-view.ts';
import { KnownBaseline, knownBaseline } from '../read-models/known-baseline.ts';
import { SharingView } from '../read-models/sharing-view.ts';
import { type Part } from './part.ts';

/** The agreement whole: terms, parties, amendments, sessions and calendars, handing over, the prepared ending. */
export const agreement: Part = {
  deciders: [...calendars, calendarFeed],
  resolvers: [
    AgreementResolver,
    AgreementWordsResolver,
    AgreementVersionsResolver,
    AgreementVersionWordsResolver,
    CalendarResolver,
    CoachingResolver,
    EngagementSessionsResolver,
    SessionWordsResolver,
    SharedResolver,
    SharedItemsResolver,
  ],
  providers: [CalendarAddresses],
  projections: [knownBaseline, agreementView],
  entities: [KnownBaseline, AgreementView, SharingView],
  rejections: {
    AGREEMENT_NOT_IN_FORCE: 'There is no agreement to amend yet. Draft another version of it instead.',
    MEASURES_FIXED:
      'What decides about change is fixed once every party has signed, or somebody has answered a baseline. Change the other terms, and leave instruments, scales, raters and thresholds as they are.',
    CHANGED_MEANWHILE:
      'Somebody else has written a newer version in the meantime; both are kept. Read it, and send yours again with its number.',
    COACH_ALREADY_ADDED: 'They coach this engagement already. Choose another coach.',
    TOO_MANY_COACHES: 'An engagement has at most three coaches at a time. Reassign one of them instead.',
    NOT_A_COACH: 'Whom this names does not coach the engagement. Name one of its coaches.',
    SESSIONS_CHANGED_MEANWHILE: 'A session was scheduled or moved at the same moment. Try again.',
    COACHES_CHANGED_MEANWHILE: 'Another coach came at the same moment. Try again.',
    TIME_NOT_FREE:
      'Somebody who would take part is in another session then. Choose a time before it begins or after it ends.',
    SESSION_NOT_OVER: 'The session is still to come. Hold, cancel or miss it instead of correcting it.',
    SESSION_TOO_LONG: 'A session lasts at most twelve hours. Choose an earlier end.',
    SESSION_TIME_MISSING: 'Say when: either when it begins and ends, or a local time, and not both.',
    CORRECTION_INCOMPLETE:
      'A session that was held has minutes and nobody who called it off; one that was cancelled or missed says by whom, and has no minutes.',
    TIME_ZONE_UNKNOWN:
      'There is no such time zone. Choose a name of the IANA database, such as Europe/Berlin.',
    LOCAL_TIME_UNREADABLE: 'A local time looks like 2026-10-25T09:30, without an offset.',
    LOCAL_TIME_DOES_NOT_EXIST:
      'Clocks go forward then, and this time is left out. Choose one before or after the hour that is missing.',
    LOCAL_TIME_COMES_TWICE:
      'Clocks go back then, and this time comes twice. Say whether the earlier or the later one is meant.',
    CALENDAR_FEED_NOT_FOUND: 'You have no such calendar feed, or it was revoked before.',
  },
};
