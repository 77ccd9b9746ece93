import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsEmail, IsISO8601, IsOptional, Length, Max, Min } from 'class-validator';
import {
  HoursActivity,
  HoursForm,
  HoursSetting,
  LogBasis,
  SupervisionKind,
} from '../read-models/coaches.enums.ts';
import { CoachCredential } from '../read-models/coach-views.ts';

const mostMinutes = 600_000;

@InputType({ isAbstract: true })
abstract class PracticeInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
}

@InputType({ description: 'A credential.' })
export class RecordCredentialInput extends PracticeInput {
  @Field(() => CoachCredential, { description: 'As what.' }) credential!: keyof typeof CoachCredential;
  @Field(() => String, { nullable: true, description: 'What it is called, where it is another one.' })
  @IsOptional()
  @Length(1, 200)
  name?: string | null;
  @Field({ description: 'Its number.' }) @Length(1, 100) number!: string;
  @Field({ description: 'Since when, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  issuedOn!: string;
  @Field(() => String, { nullable: true, description: 'Its last day, as YYYY-MM-DD.' })
  @IsOptional()
  @Length(10, 10)
  @IsISO8601({ strict: true })
  expiresOn?: string | null;
}
@InputType({ description: 'Which credential.' })
export class CoachCredentialInput extends PracticeInput {
  @Field(() => ID, { description: 'The credential.' }) credentialId!: string;
}

@InputType({
  description:
    'Somebody for the hours log: with name and e-mail by their consent, or by a letter of their organization and without a name.',
})
export class LogClientInput extends PracticeInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The engagement in a linked enterprise in which they are coached: its sessions are then offered for the log.',
  })
  @IsOptional()
  engagementId?: string | null;
  @Field(() => HoursForm, { description: 'Alone, or a group.' }) form!: keyof typeof HoursForm;
  @Field(() => HoursSetting, { description: 'Whether the coach is employed there.' })
  setting!: keyof typeof HoursSetting;
  @Field(() => Int, {
    defaultValue: 1,
    description: 'How many people: of a group, at most 15; by letter, those for whom it vouches.',
  })
  @Min(1)
  @Max(1_000)
  people!: number;
  @Field(() => LogBasis, {
    nullable: true,
    description: 'Why they may stand in the log. Without consent and without a letter nobody does.',
  })
  @IsOptional()
  basis?: keyof typeof LogBasis | null;
  @Field(() => String, { nullable: true, description: 'By consent: the name; of a group, of one of it.' })
  @IsOptional()
  @Length(1, 200)
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'By consent: where they are reached.' })
  @IsOptional()
  @IsEmail()
  @Length(3, 254)
  email?: string | null;
  @Field(() => String, { nullable: true, description: 'By letter: which organization vouches for them.' })
  @IsOptional()
  @Length(1, 200)
  organization?: string | null;
  @Field(() => String, { nullable: true, description: 'By letter: who wrote it, when, where it is.' })
  @IsOptional()
  @Length(1, 500)
  letter?: string | null;
}
@InputType({ description: 'Which client of the log.' })
export class LoggedClientInput extends PracticeInput {
  @Field(() => ID, { description: 'The client, as the log knows them.' }) loggedClientId!: string;
}
@InputType({ description: 'Which entry of the log.' })
export class LoggedHoursInput extends LoggedClientInput {
  @Field(() => ID, { description: 'The entry.' }) entryId!: string;
}
@InputType({ isAbstract: true })
abstract class HoursInput extends LoggedClientInput {
  @Field({ description: 'The first day, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  startsOn!: string;
  @Field({ description: 'The last day, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  endsOn!: string;
  @Field(() => Int, { defaultValue: 0, description: 'Paid, in whole quarters of an hour: 45 is 0.75 h.' })
  @Min(0)
  @Max(mostMinutes)
  paidMinutes!: number;
  @Field(() => Int, { defaultValue: 0, description: 'Pro bono, in whole quarters of an hour: 45 is 0.75 h.' })
  @Min(0)
  @Max(mostMinutes)
  proBonoMinutes!: number;
}
@InputType({ description: 'Hours in which somebody was coached.' })
export class LogCoachingHoursInput extends HoursInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Of the session that was offered for the log; else a new one.',
  })
  @IsOptional()
  entryId?: string | null;
  @Field(() => HoursActivity, { description: 'What they were for. Only coaching counts.' })
  activity!: keyof typeof HoursActivity;
}
@InputType({ description: 'What an entry should have said: all of it.' })
export class CorrectCoachingHoursInput extends HoursInput {
  @Field(() => ID, { description: 'The entry.' }) entryId!: string;
}

@InputType({ description: 'Supervision or mentor coaching that the caller had.' })
export class LogSupervisionInput extends PracticeInput {
  @Field(() => SupervisionKind, { description: 'Which of the two.' }) kind!: keyof typeof SupervisionKind;
  @Field({ description: 'When, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  heldOn!: string;
  @Field(() => Int, { description: 'How long, in whole quarters of an hour.' })
  @Min(15)
  @Max(1_440)
  minutes!: number;
  @Field(() => HoursForm, { description: 'Alone, or in a group.' }) form!: keyof typeof HoursForm;
  @Field({ description: 'Who supervised or mentored. Only the caller can read it.' })
  @Length(1, 200)
  with!: string;
}
@InputType({ description: 'Which entry of the supervision log.' })
export class SupervisionEntryInput extends PracticeInput {
  @Field(() => ID, { description: 'The entry.' }) entryId!: string;
}
@InputType({ description: 'Who supervises the caller.' })
export class SupervisorInput extends PracticeInput {
  @Field(() => ID, { description: 'The supervisor: a person of this practice.' }) supervisorId!: string;
}
@InputType({ description: 'A case for supervision.' })
export class ShareCaseInput extends PracticeInput {
  @Field(() => ID, { description: 'The one supervisor who may read it.' }) supervisorId!: string;
  @Field({
    description:
      'The case, in the caller’s words. Name nobody: no client, no organization, no place, and no day of a session.',
  })
  @Length(1, 20_000)
  words!: string;
}
@InputType({ description: 'Which case.' })
export class SharedCaseInput extends PracticeInput {
  @Field(() => ID, { description: 'The case.' }) caseId!: string;
}
