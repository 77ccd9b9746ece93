import { type EngagementKind, type Party, type SessionKind } from '@securebase/contracts';
import { Command } from '@securebase/domain-kit';

interface OfEngagement {
  readonly engagementId: string;
}
interface OfSession extends OfEngagement {
  readonly sessionId: string;
}

export interface Proposal extends OfEngagement {
  readonly kind: EngagementKind;
  readonly clientId: string;
  readonly sponsorId?: string | undefined;
  readonly programId?: string | undefined;
  readonly cohortId?: string | undefined;
  readonly purpose: string;
}
export class ProposeEngagement extends Command<Proposal> {
  readonly type = 'ProposeEngagement';
}
export class AddMembers extends Command<OfEngagement & { personIds: readonly string[] }> {
  readonly type = 'AddMembers';
}
interface OfCoach extends OfEngagement {
  readonly coachId: string;
}
/** The program that the engagement is part of, so that its coach pool decides too. */
interface OfPool extends OfCoach {
  readonly programId?: string | undefined;
}
/** The coach who is to be free for somebody else, so that their place is released. */
interface Ending extends OfEngagement {
  readonly coachId?: string | undefined;
}
/** Client or program manager have chosen a coach, who is asked. */
export class ProposeCoach extends Command<OfPool> {
  readonly type = 'ProposeCoach';
}
export class ConfirmMatch extends Command<OfPool> {
  readonly type = 'ConfirmMatch';
}
/** The coach who was asked says yes. */
export class AcceptMatch extends Command<OfPool> {
  readonly type = 'AcceptMatch';
}
/** The coach who was asked says no; or one of both does, before there is an agreement. */
export class DeclineMatch extends Command<OfCoach> {
  readonly type = 'DeclineMatch';
}
export class DraftAgreement extends Command<
  OfEngagement & {
    sessions: number;
    objectives: string;
    /** Who holds the key of the tenant now; undefined: those who run the platform. */
    keyHolder?: string | undefined;
  }
> {
  readonly type = 'DraftAgreement';
}
/** Whoever sends it signs for the party that they are. With program and minutes, the program’s budget decides too. */
export class SignAgreement extends Command<
  OfEngagement & {
    agreementVersion: number;
    party: Party;
    programId?: string | undefined;
    /** What this version agrees on in all. */
    agreedMinutes?: number | undefined;
  }
> {
  readonly type = 'SignAgreement';
}
export class StartEngagement extends Command<OfEngagement> {
  readonly type = 'StartEngagement';
}
export class PauseEngagement extends Command<OfEngagement> {
  readonly type = 'PauseEngagement';
}
export class ResumeEngagement extends Command<OfEngagement> {
  readonly type = 'ResumeEngagement';
}
export class CompleteEngagement extends Command<Ending> {
  readonly type = 'CompleteEngagement';
}
export class EndEngagementEarly extends Command<Ending> {
  readonly type = 'EndEngagementEarly';
}

export class ScheduleSession extends Command<
  OfSession & { kind: SessionKind; startsAt: string; endsAt: string }
> {
  readonly type = 'ScheduleSession';
}
export class RescheduleSession extends Command<OfSession & { startsAt: string; endsAt: string }> {
  readonly type = 'RescheduleSession';
}
export class HoldSession extends Command<OfSession> {
  readonly type = 'HoldSession';
}
export class CancelSession extends Command<OfSession & { by: Party }> {
  readonly type = 'CancelSession';
}
export class MissSession extends Command<OfSession & { by: Party }> {
  readonly type = 'MissSession';
}

export type MatchCommand = ProposeCoach | ConfirmMatch | AcceptMatch | DeclineMatch;
export type SessionCommand = ScheduleSession | RescheduleSession | HoldSession | CancelSession | MissSession;
export type EngagementCommand =
  | ProposeEngagement
  | AddMembers
  | MatchCommand
  | DraftAgreement
  | SignAgreement
  | StartEngagement
  | PauseEngagement
  | ResumeEngagement
  | CompleteEngagement
  | EndEngagementEarly
  | SessionCommand;
