import { type EngagementKind, type Party } from '@securebase/contracts';
import { Command, type CommandContext } from '@securebase/domain-kit';
import { type WishedTerms } from './agreement-terms.ts';
import { AttendedCommand, type SessionCommand, type SessionTimes } from './session-commands.ts';

export {
  CancelSession,
  CorrectSession,
  HoldSession,
  MissSession,
  RescheduleSession,
  ScheduleSession,
  SetSessionAgenda,
  SetSessionNotes,
} from './session-commands.ts';

interface OfEngagement {
  readonly engagementId: string;
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

/** All sessions that are scheduled: a coach who comes later comes to them. */
export interface Joined {
  readonly upcoming: readonly (SessionTimes & { readonly sessionId: string })[];
}
abstract class JoiningCommand<D> extends Command<D> {
  /** Beside `data`, because a retried command is the same command although the world has moved on. */
  readonly facts: Joined;
  constructor(data: D, context: CommandContext, facts: Joined) {
    super(data, context);
    this.facts = facts;
  }
}
/** The client lets another coach in, beside the first one. */
export class AddCoach extends JoiningCommand<OfCoach> {
  readonly type = 'AddCoach';
}
/** The client lets another coach in, for one who cannot go on. */
export class ReassignCoach extends JoiningCommand<OfCoach & { fromId: string }> {
  readonly type = 'ReassignCoach';
}
export class RecordHandover extends Command<
  OfEngagement & { handoverId: string; fromId: string; toId: string; summary: string }
> {
  readonly type = 'RecordHandover';
}

interface Drafting extends OfEngagement {
  readonly sessions: number;
  readonly objectives: string;
  readonly terms?: WishedTerms | undefined;
  /** Who holds the key of the tenant now; undefined: those who run the platform. */
  readonly keyHolder?: string | undefined;
  /** The newest version that its author has read; 0 before there is one. */
  readonly expectedVersion?: number | undefined;
}
/** What is known of the world when an agreement is written. */
export interface WritingFacts {
  /** That somebody has answered a baseline. */
  readonly baselineTaken: boolean;
}
abstract class WritingCommand extends Command<Drafting> {
  /** Beside `data`, because a retried command is the same command although the world has moved on. */
  readonly facts: WritingFacts;
  constructor(data: Drafting, context: CommandContext, facts: WritingFacts = { baselineTaken: false }) {
    super(data, context);
    this.facts = facts;
  }
}
export class DraftAgreement extends WritingCommand {
  readonly type = 'DraftAgreement';
}
/** Another agreement, while one is in force. */
export class AmendAgreement extends WritingCommand {
  readonly type = 'AmendAgreement';
}
/** Whoever sends it signs for the party that they are. With program and minutes, others may decide with the engagement. */
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
export class PrepareEnding extends Command<
  OfEngagement & { learned: string; turnsTo: string; expectedVersion?: number | undefined }
> {
  readonly type = 'PrepareEnding';
}
export class CompleteEngagement extends Command<Ending> {
  readonly type = 'CompleteEngagement';
}
export class EndEngagementEarly extends AttendedCommand<Ending> {
  readonly type = 'EndEngagementEarly';
}

export type MatchCommand = ProposeCoach | ConfirmMatch | AcceptMatch | DeclineMatch;
/** About who coaches. */
export type CoachCommand = AddCoach | ReassignCoach | RecordHandover;
/** About what is agreed on. */
export type AgreementCommand = DraftAgreement | AmendAgreement | SignAgreement;
export type EngagementCommand =
  | ProposeEngagement
  | AddMembers
  | MatchCommand
  | CoachCommand
  | AgreementCommand
  | StartEngagement
  | PauseEngagement
  | ResumeEngagement
  | PrepareEnding
  | CompleteEngagement
  | EndEngagementEarly
  | SessionCommand;
