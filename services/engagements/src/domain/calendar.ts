import { type EngagementsEvent } from '@securebase/contracts';
import { type Decider, ensure } from '@securebase/domain-kit';
import {
  AddCoach,
  CancelSession,
  DeclineMatch,
  EndEngagementEarly,
  ReassignCoach,
  RescheduleSession,
  ScheduleSession,
} from './engagement-commands.ts';
import { type SessionTimes } from './session-commands.ts';
import { mostCoaches } from './coaching.ts';

export type CalendarEvent = Extract<EngagementsEvent, { type: 'TimeBooked' | 'TimeFreed' }>;
export type CalendarCommand =
  | ScheduleSession
  | RescheduleSession
  | CancelSession
  | EndEngagementEarly
  | DeclineMatch
  | AddCoach
  | ReassignCoach;

/** One session by which somebody is taken. */
interface Booking extends SessionTimes {
  readonly engagementId: string;
  readonly sessionId: string;
}
/** What takes somebody's time from now on, and for a while back: plain JSON, for it is kept as a snapshot. */
export type Calendar = readonly Booking[];

const remembered = 31 * 24 * 3_600_000;

/** Those whose calendars a command concerns, each at a place of its own. */
const peopleOf = (command: CalendarCommand): readonly string[] => {
  if (command instanceof AddCoach || command instanceof DeclineMatch) return [command.data.coachId];
  if (command instanceof ReassignCoach) return [command.data.fromId, command.data.coachId];
  return command.facts.attendeeIds;
};

const overlaps = (one: SessionTimes, other: SessionTimes): boolean =>
  Date.parse(one.startsAt) < Date.parse(other.endsAt) && Date.parse(other.startsAt) < Date.parse(one.endsAt);

/** What another session says of somebody's time is nobody's business: the refusal tells that it is taken, and no more. */
const ensureFree = (calendar: Calendar, { sessionId, ...times }: Omit<Booking, 'engagementId'>) => {
  const isFree = calendar.every((each) => each.sessionId === sessionId || !overlaps(each, times));
  ensure(isFree, 'TIME_NOT_FREE', ['input', 'startsAt']);
};

const decideFor = (
  personId: string,
  command: CalendarCommand,
  calendar: Calendar,
): readonly CalendarEvent[] => {
  const { engagementId } = command.data;
  const of = { personId, engagementId, asOf: command.context.at.toISOString() };
  const book = ({ sessionId, startsAt, endsAt }: Omit<Booking, 'engagementId'>): CalendarEvent => {
    ensureFree(calendar, { sessionId, startsAt, endsAt });
    return { type: 'TimeBooked', data: { ...of, sessionId, startsAt, endsAt } };
  };
  const free = (isMeant: (booking: Booking) => boolean): readonly CalendarEvent[] =>
    calendar
      .filter((each) => each.engagementId === engagementId && isMeant(each))
      .map(({ sessionId }) => ({ type: 'TimeFreed', data: { ...of, sessionId } }));
  switch (command.type) {
    case 'ScheduleSession':
    case 'RescheduleSession':
      return [book(command.data)];
    case 'CancelSession':
      return free(({ sessionId }) => sessionId === command.data.sessionId);
    case 'EndEngagementEarly':
    case 'DeclineMatch':
      return free(() => true);
    case 'ReassignCoach':
      return personId === command.data.fromId ? free(() => true) : command.facts.upcoming.map(book);
    case 'AddCoach':
      return command.facts.upcoming.map(book);
  }
};

const evolve = (calendar: Calendar, { type, data }: CalendarEvent): Calendar => {
  const since = Date.parse(data.asOf) - remembered;
  const others = calendar.filter(
    (each) => each.sessionId !== data.sessionId && Date.parse(each.endsAt) > since,
  );
  if (type === 'TimeFreed') return others;
  const { engagementId, sessionId, startsAt, endsAt } = data;
  return [...others, { engagementId, sessionId, startsAt, endsAt }];
};

/**
 * Nobody is in two sessions at once. A session takes the time of several people, each with a stream of their own: a decider
 * for each place at the table, the first for the client.
 */
export const calendars: readonly Decider<CalendarCommand, CalendarEvent, Calendar>[] = Array.from(
  { length: 1 + mostCoaches },
  (_, place) => ({
    name: 'calendar',
    commands: [
      ScheduleSession,
      RescheduleSession,
      CancelSession,
      EndEngagementEarly,
      DeclineMatch,
      AddCoach,
      ReassignCoach,
    ],
    streamId: (command) => peopleOf(command)[place],
    initialState: [],
    decide: (command, calendar) => {
      const personId = peopleOf(command)[place];
      return personId === undefined ? [] : decideFor(personId, command, calendar);
    },
    evolve,
    snapshot: { version: 1, every: 50 },
  }),
);
