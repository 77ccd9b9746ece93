import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsISO8601,
  IsOptional,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ProgramKind } from '../read-models/program-view.ts';
import { ShareInput } from './agreement.types.ts';
import { Occasion, Perspective } from './program.enums.ts';

@InputType({ description: 'What is planned.' })
export class DraftProgramInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field({ description: 'What it is called.' }) @Length(1, 200) name!: string;
  @Field(() => ProgramKind, { defaultValue: 'COACHING', description: 'For whom it is.' })
  kind!: keyof typeof ProgramKind;
  @Field({ description: 'What it is for.' }) @Length(1, 500) purpose!: string;
  @Field({ description: 'Its first day, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  startsOn!: string;
  @Field({ description: 'Its last day, as YYYY-MM-DD.' })
  @Length(10, 10)
  @IsISO8601({ strict: true })
  endsOn!: string;
}
@InputType({ description: 'Which program.' })
export class ProgramInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The program.' }) programId!: string;
}
@InputType({ description: 'The new cohort.' })
export class AddCohortInput extends ProgramInput {
  @Field({ description: 'What it is called; unlike the program’s other cohorts.' })
  @Length(1, 200)
  name!: string;
}
@InputType({ description: 'Who takes part.' })
export class EnrollParticipantsInput extends ProgramInput {
  @Field(() => ID, { description: 'The cohort.' }) cohortId!: string;
  @Field(() => [ID], { description: 'The people, at most a thousand at once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  personIds!: string[];
}

@InputType({ description: 'What of a program is different from now on; what is left out stays as it was.' })
export class AmendProgramInput extends ProgramInput {
  @Field(() => String, { nullable: true, description: 'What it is called.' })
  @IsOptional()
  @Length(1, 200)
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'What it is for.' })
  @IsOptional()
  @Length(1, 500)
  purpose?: string | null;
  @Field(() => String, { nullable: true, description: 'Its first day, as YYYY-MM-DD.' })
  @IsOptional()
  @Length(10, 10)
  @IsISO8601({ strict: true })
  startsOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Its last day, as YYYY-MM-DD.' })
  @IsOptional()
  @Length(10, 10)
  @IsISO8601({ strict: true })
  endsOn?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'So many hours before a session it can be cancelled without counting, 0 to 336.',
  })
  @IsOptional()
  @Min(0)
  @Max(336)
  cancellationHours?: number | null;
  @Field(() => Int, { nullable: true, description: 'So many reminders at most after an invitation, 0 to 5.' })
  @IsOptional()
  @Min(0)
  @Max(5)
  mostReminders?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'So many days at least between two mails to the same person, 2 to 60.',
  })
  @IsOptional()
  @Min(2)
  @Max(60)
  reminderDays?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'So many mails of the program at most in 24 hours, 1 to 10,000.',
  })
  @IsOptional()
  @Min(1)
  @Max(10_000)
  mailsADay?: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Time zone of those of whom none is known, such as Europe/Berlin.',
  })
  @IsOptional()
  @IsTimeZone()
  timeZone?: string | null;
}
@InputType({ description: 'Which cohort.' })
export class CohortInput extends ProgramInput {
  @Field(() => ID, { description: 'The cohort.' }) cohortId!: string;
}

@InputType({ description: 'From what agreements can begin; their objectives are left open.' })
export class SetAgreementTemplateInput extends ProgramInput {
  @Field(() => ID, { nullable: true, description: 'The template that this takes the place of.' })
  @IsOptional()
  @IsUUID()
  templateId?: string | null;
  @Field({ description: 'What it is called; unlike the program’s other templates.' })
  @Length(1, 200)
  name!: string;
  @Field(() => Int, { description: 'How many sessions, 1 to 200.' }) @Min(1) @Max(200) sessions!: number;
  @Field(() => Int, { description: 'How many minutes a session has, 15 to 480.' })
  @Min(15)
  @Max(480)
  minutes!: number;
  @Field(() => [ShareInput], {
    description: 'Item by item what is shared with whom; what is left out is shared with nobody.',
  })
  @ArrayMaxSize(6)
  @ValidateNested({ each: true })
  @Type(() => ShareInput)
  confidentiality!: ShareInput[];
}
@InputType({ description: 'Which template.' })
export class AgreementTemplateInput extends ProgramInput {
  @Field(() => ID, { description: 'The template.' }) templateId!: string;
}

@InputType({ description: 'Which instrument is for whom at which occasion.' })
export class PlanMeasureInput {
  @Field(() => ID, { description: 'The instrument.' }) @IsUUID() instrumentId!: string;
  @Field(() => Occasion, { description: 'When.' }) occasion!: keyof typeof Occasion;
  @Field(() => Perspective, { description: 'As whom the respondent answers.' })
  perspective!: keyof typeof Perspective;
}
@InputType({ description: 'The scale that decides.' })
export class PrimaryScaleInput {
  @Field(() => ID, { description: 'The instrument.' }) @IsUUID() instrumentId!: string;
  @Field({ description: 'Code of its scale.' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
  scale!: string;
}
@InputType({ description: 'How many rate.' })
export class PlanRatersInput {
  @Field(() => Perspective, { description: 'As whom.' }) perspective!: keyof typeof Perspective;
  @Field(() => Int, { description: 'How many for one client, 1 to 1,000.' })
  @Min(1)
  @Max(1000)
  planned!: number;
}
@InputType({ description: 'What is measured, with whom, and what decides whether something has changed.' })
export class SetMeasurementPlanInput extends ProgramInput {
  @Field(() => [PlanMeasureInput], { description: 'Which instrument is for whom at which occasion.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PlanMeasureInput)
  measures!: PlanMeasureInput[];
  @Field(() => PrimaryScaleInput, {
    description: 'The one scale that decides whether a person has changed.',
  })
  @ValidateNested()
  @Type(() => PrimaryScaleInput)
  primary!: PrimaryScaleInput;
  @Field(() => [PlanRatersInput], { description: 'Who rates the environment; never the client.' })
  @ArrayMaxSize(7)
  @ValidateNested({ each: true })
  @Type(() => PlanRatersInput)
  raters!: PlanRatersInput[];
  @Field(() => Float, {
    defaultValue: 0.5,
    description:
      'A change of the environment below this does not matter, in standard deviations of the baseline; 0.1 to 2.',
  })
  @Min(0.1)
  @Max(2)
  margin!: number;
  @Field(() => Float, {
    defaultValue: 0.7,
    description:
      'How far two ratings of a rater are expected to go together when nothing has changed; 0 to 0.99.',
  })
  @Min(0)
  @Max(0.99)
  retest!: number;
}
@InputType({ description: 'How many hours.' })
export class BudgetInput extends ProgramInput {
  @Field(() => Float, { description: 'Hours of coaching in all, 0 to 1,000,000; to the minute.' })
  @Min(0)
  @Max(1_000_000)
  hours!: number;
}
