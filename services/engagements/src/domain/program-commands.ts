import { type ProgramKind, type SharedItem, type ShareRecipient } from '@securebase/contracts';
import { Command } from '@securebase/domain-kit';
import { type MeasurementPlan } from './measurement-plan.ts';

interface OfProgram {
  readonly programId: string;
}

/** What of a program can be amended, in the open and with a history. */
export interface Terms {
  readonly name: string;
  readonly purpose: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly cancellationHours: number;
  readonly mostReminders: number;
  readonly reminderDays: number;
  readonly mailsADay: number;
  readonly timeZone: string;
}

/** From which an agreement can begin; what is to be reached is left open. */
export interface AgreementTemplate {
  readonly templateId: string;
  readonly name: string;
  readonly sessions: number;
  readonly minutes: number;
  readonly confidentiality: readonly {
    readonly item: SharedItem;
    readonly with: readonly ShareRecipient[];
  }[];
}

export class DraftProgram extends Command<{
  programId: string;
  name: string;
  kind?: ProgramKind | undefined;
  purpose: string;
  startsOn: string;
  endsOn: string;
}> {
  readonly type = 'DraftProgram';
}
export class AmendProgram extends Command<
  OfProgram & { readonly [T in keyof Terms]?: Terms[T] | undefined }
> {
  readonly type = 'AmendProgram';
}
export class AddCohort extends Command<OfProgram & { cohortId: string; name: string }> {
  readonly type = 'AddCohort';
}
export class CloseCohort extends Command<OfProgram & { cohortId: string }> {
  readonly type = 'CloseCohort';
}
export class SetAgreementTemplate extends Command<OfProgram & AgreementTemplate> {
  readonly type = 'SetAgreementTemplate';
}
export class DropAgreementTemplate extends Command<OfProgram & { templateId: string }> {
  readonly type = 'DropAgreementTemplate';
}
export class SetMeasurementPlan extends Command<OfProgram & { plan: MeasurementPlan }> {
  readonly type = 'SetMeasurementPlan';
}
export class OpenProgram extends Command<OfProgram> {
  readonly type = 'OpenProgram';
}
export class EnrollParticipants extends Command<
  OfProgram & { cohortId: string; personIds: readonly string[] }
> {
  readonly type = 'EnrollParticipants';
}
/** Each is invited once, unless it is asked for again; without names everybody who is enrolled. */
export class InviteParticipants extends Command<
  OfProgram & { personIds?: readonly string[] | undefined; again?: boolean | undefined }
> {
  readonly type = 'InviteParticipants';
}
/** The budget decides too. */
export class SetBudget extends Command<OfProgram & { minutes: number }> {
  readonly type = 'SetBudget';
}
/** The budget decides too. */
export class ApproveBudgetOverrun extends Command<OfProgram & { minutes: number }> {
  readonly type = 'ApproveBudgetOverrun';
}
export class CloseProgram extends Command<OfProgram> {
  readonly type = 'CloseProgram';
}

export type ProgramCommand =
  | DraftProgram
  | AmendProgram
  | AddCohort
  | CloseCohort
  | SetAgreementTemplate
  | DropAgreementTemplate
  | SetMeasurementPlan
  | OpenProgram
  | EnrollParticipants
  | InviteParticipants
  | SetBudget
  | ApproveBudgetOverrun
  | CloseProgram;
