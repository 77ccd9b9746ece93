import { type Party, type SessionKind } from '@securebase/contracts';
import { Command, type CommandContext } from '@securebase/domain-kit';

interface OfSession {
  readonly engagementId: string;
  readonly sessionId: string;
}
/** Two instants. */
export interface SessionTimes {
  readonly startsAt: string;
  readonly endsAt: string;
}
/** In which time zone a party is. */
export interface PartyTimeZone {
  readonly party: Party;
  readonly timeZone: string;
}
/** Client and coaches: those whose time a session takes. The engagement makes sure that it is so still. */
export interface Attendance {
  readonly attendeeIds: readonly string[];
}
/** A wish that takes somebody's time, or gives it back. */
export abstract class AttendedCommand<D> extends Command<D> {
  /** Beside `data`, because a retried command is the same command although the world has moved on. */
  readonly facts: Attendance;
  constructor(data: D, context: CommandContext, facts: Attendance) {
    super(data, context);
    this.facts = facts;
  }
}
interface Timed extends OfSession, SessionTimes {
  readonly timeZones?: readonly PartyTimeZone[] | undefined;
}

export class ScheduleSession extends AttendedCommand<Timed & { kind: SessionKind }> {
  readonly type = 'ScheduleSession';
}
export class RescheduleSession extends AttendedCommand<Timed> {
  readonly type = 'RescheduleSession';
}
/** Without minutes it was as long as it was meant to be. */
export class HoldSession extends Command<OfSession & { minutes?: number | undefined }> {
  readonly type = 'HoldSession';
}
export class CancelSession extends AttendedCommand<OfSession & { by: Party }> {
  readonly type = 'CancelSession';
}
export class MissSession extends Command<OfSession & { by: Party }> {
  readonly type = 'MissSession';
}
/** What was said of a session that is over was not so. */
export class CorrectSession extends Command<
  OfSession & {
    status: 'HELD' | 'CANCELLED' | 'MISSED';
    by?: Party | undefined;
    minutes?: number | undefined;
  }
> {
  readonly type = 'CorrectSession';
}
interface Revising extends OfSession {
  /** The newest revision that its author has read; 0 before there is one. */
  readonly expectedVersion?: number | undefined;
}
export class SetSessionAgenda extends Command<Revising & { agenda: string }> {
  readonly type = 'SetSessionAgenda';
}
export class SetSessionNotes extends Command<Revising & { notes: string }> {
  readonly type = 'SetSessionNotes';
}

export type SessionCommand =
  | ScheduleSession
  | RescheduleSession
  | HoldSession
  | CancelSession
  | MissSession
  | CorrectSession
  | SetSessionAgenda
  | SetSessionNotes;
