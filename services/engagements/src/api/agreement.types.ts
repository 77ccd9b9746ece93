import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsOptional,
  IsPositive,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { DateTime } from '@securebase/service-kit';
import { PersonView } from '../read-models/person-view.ts';
import { ConfidentialityLimit } from './entry.enums.ts';
import { EngagementInput } from './engagement.types.ts';
import { Perspective } from './program.enums.ts';
import { Party } from './session.enums.ts';

export const SharedItem = {
  ATTENDANCE: 'ATTENDANCE',
  OBJECTIVES: 'OBJECTIVES',
  GOALS: 'GOALS',
  GOAL_RATINGS: 'GOAL_RATINGS',
  PROGRESS: 'PROGRESS',
  ASSESSMENT_SUMMARY: 'ASSESSMENT_SUMMARY',
} as const;
registerEnumType(SharedItem, {
  name: 'SharedItem',
  description: 'What of an engagement an agreement may share.',
  valuesMap: {
    ATTENDANCE: { description: 'How many sessions were held, of how many.' },
    OBJECTIVES: { description: 'What is to be reached.' },
    GOALS: { description: 'The goals.' },
    GOAL_RATINGS: { description: 'How far goals were reached.' },
    PROGRESS: { description: 'How far the work has come.' },
    ASSESSMENT_SUMMARY: { description: 'What assessments come to, without answers.' },
  },
});

export const ShareRecipient = { SPONSOR: 'SPONSOR', LINE_MANAGER: 'LINE_MANAGER' } as const;
registerEnumType(ShareRecipient, {
  name: 'ShareRecipient',
  description: 'With whom an agreement may share something.',
  valuesMap: {
    SPONSOR: { description: 'The sponsor.' },
    LINE_MANAGER: { description: 'The line managers whom the agreement names.' },
  },
});

@ObjectType({ description: 'Something that is shared.' })
export class AgreedShare {
  @Field(() => SharedItem, { description: 'What.' }) item!: keyof typeof SharedItem;
  @Field(() => [ShareRecipient], { description: 'With whom.' })
  with!: readonly (keyof typeof ShareRecipient)[];
}
@ObjectType({ description: 'Raters of one perspective.' })
export class AgreedPerspective {
  @Field(() => Perspective, { description: 'From whose point of view.' })
  perspective!: keyof typeof Perspective;
  @Field(() => Int, { description: 'How many are to answer.' }) raters!: number;
}
@ObjectType({ description: 'What decides whether something has changed.' })
export class AgreedMeasure {
  @Field(() => ID, { description: 'The instrument.' }) instrumentId!: string;
  @Field({ description: 'The code of its scale that decides.' }) scale!: string;
  @Field(() => [AgreedPerspective], { description: 'From whose points of view.' })
  perspectives!: readonly AgreedPerspective[];
  @Field(() => Float, { description: 'The smallest change that counts.' }) delta!: number;
}
@ObjectType({ description: 'The terms of an agreement, beside objectives and the number of sessions.' })
export class AgreementTerms {
  @Field(() => Int, { description: 'How long a session is.' }) minutesPerSession!: number;
  @Field(() => Int, { description: 'Up to how many hours before a session it may be cancelled.' })
  noticeHours!: number;
  @Field(() => [ConfidentialityLimit], { description: 'The limits of confidentiality.' })
  limits!: readonly (keyof typeof ConfidentialityLimit)[];
  @Field(() => [AgreedShare], { description: 'What is shared with whom; what is not named is not.' })
  shares!: readonly AgreedShare[];
  @Field(() => [AgreedMeasure], { description: 'What decides whether something has changed.' })
  measures!: readonly AgreedMeasure[];
  @Field(() => [ID], { description: 'The client’s managers whom it names.' })
  lineManagerIds!: readonly string[];
  @Field(() => [ID], { description: 'Who may be asked about the client.' }) raterIds!: readonly string[];
}

@ObjectType({ description: 'What the parties have agreed on.' })
export class Agreement {
  @Field(() => Int, { description: 'Its number; every party signs the same one.' }) version!: number;
  @Field(() => Int, { description: 'How many sessions.' }) sessions!: number;
  @Field(() => [Party], { description: 'Who has signed this version.' })
  signedBy!: readonly (keyof typeof Party)[];
  @Field(() => AgreementTerms, {
    nullable: true,
    description: 'Its terms; for the parties and members, null for all others.',
  })
  terms!: AgreementTerms | null;
}

@ObjectType({ description: 'Who coached an engagement from when until when.' })
export class EngagementCoach {
  @Field(() => PersonView, { nullable: true, description: 'The coach.' }) coach!: PersonView | null;
  @Field(() => DateTime, { description: 'From when.' }) since!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Until when; null for those who do now.' })
  until!: Date | null;
}
@ObjectType({ description: 'What one coach told another, to go on.' })
export class Handover {
  @Field(() => ID, { description: 'The handover.' }) id!: string;
  @Field(() => ID, { description: 'The coach who handed over.' }) fromId!: string;
  @Field(() => ID, { description: 'The coach who took over.' }) toId!: string;
  @Field(() => DateTime, { description: 'When it was recorded.' }) at!: Date;
  @Field(() => String, { nullable: true, description: 'What was handed over.' }) summary!: string | null;
}
@ObjectType({ description: 'How client and coach prepared the ending.' })
export class PreparedEnding {
  @Field(() => Int, { description: 'How often it was written.' }) revision!: number;
  @Field(() => DateTime, { description: 'When it was written last.' }) at!: Date;
  @Field(() => String, { nullable: true, description: 'What was learned.' }) learned!: string | null;
  @Field(() => String, { nullable: true, description: 'Whom the client will turn to.' })
  turnsTo!: string | null;
}

@InputType({ description: 'Something that is shared.' })
export class ShareInput {
  @Field(() => SharedItem, { description: 'What.' }) item!: keyof typeof SharedItem;
  @Field(() => [ShareRecipient], { description: 'With whom.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  with!: (keyof typeof ShareRecipient)[];
}
@InputType({ description: 'Raters of one perspective.' })
export class PlannedRatersInput {
  @Field(() => Perspective, { description: 'From whose point of view.' })
  perspective!: keyof typeof Perspective;
  @Field(() => Int, { description: 'How many, from 1 to 50.' }) @Min(1) @Max(50) raters!: number;
}
@InputType({ description: 'What is to decide whether something has changed.' })
export class MeasureInput {
  @Field(() => ID, { description: 'The instrument.' }) instrumentId!: string;
  @Field({ description: 'The code of its scale that decides.' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
  scale!: string;
  @Field(() => [PlannedRatersInput], { description: 'From whose points of view.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ValidateNested({ each: true })
  @Type(() => PlannedRatersInput)
  perspectives!: PlannedRatersInput[];
  @Field(() => Float, { description: 'The smallest change that counts, above 0.' })
  @IsPositive()
  delta!: number;
}
@InputType({
  description:
    'Terms of an agreement. What is not said is as before, or by default: nothing is shared, sessions of an hour, a day of notice.',
})
export class AgreementTermsInput {
  @Field(() => Int, { nullable: true, description: 'How long a session is, from 15 to 480 minutes.' })
  @IsOptional()
  @Min(15)
  @Max(480)
  minutesPerSession?: number | null;
  @Field(() => Int, { nullable: true, description: 'Hours of notice for cancelling, from 0 to 336.' })
  @IsOptional()
  @Min(0)
  @Max(336)
  noticeHours?: number | null;
  @Field(() => [ShareInput], { nullable: true, description: 'What is shared with whom.' })
  @IsOptional()
  @ArrayMaxSize(6)
  @ValidateNested({ each: true })
  @Type(() => ShareInput)
  shares?: ShareInput[] | null;
  @Field(() => [MeasureInput], {
    nullable: true,
    description: 'What will decide whether something has changed. Fixed by the contract.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => MeasureInput)
  measures?: MeasureInput[] | null;
  @Field(() => [ID], { nullable: true, description: 'The client’s managers whom it names.' })
  @IsOptional()
  @ArrayMaxSize(50)
  lineManagerIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Who may be asked about the client.' })
  @IsOptional()
  @ArrayMaxSize(50)
  raterIds?: string[] | null;
}
@InputType({ description: 'A new version of the agreement.' })
export class DraftAgreementInput extends EngagementInput {
  @Field(() => Int, { description: 'How many sessions, from 1 to 200.' }) @Min(1) @Max(200) sessions!: number;
  @Field({ description: 'What is to be reached. For client and coach, unless the agreement shares it.' })
  @Length(1, 4000)
  objectives!: string;
  @Field(() => AgreementTermsInput, { nullable: true, description: 'The other terms.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AgreementTermsInput)
  terms?: AgreementTermsInput | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'The newest version that the caller has read, 0 before there is one: refused when there is a newer one.',
  })
  @IsOptional()
  @Min(0)
  expectedVersion?: number | null;
}
@InputType({ description: 'The caller signs for the party that they are.' })
export class SignAgreementInput extends EngagementInput {
  @Field(() => Int, { description: 'The version that is signed: the newest.' })
  @Min(1)
  agreementVersion!: number;
  @Field(() => Party, { description: 'For which party.' }) party!: keyof typeof Party;
}
@InputType({ description: 'Another coach, beside those who coach already.' })
export class AddCoachInput extends EngagementInput {
  @Field(() => ID, { description: 'The coach.' }) coachId!: string;
}
@InputType({ description: 'Another coach, for one who cannot go on.' })
export class ReassignCoachInput extends AddCoachInput {
  @Field(() => ID, { description: 'The coach who cannot go on.' }) fromId!: string;
}
@InputType({ description: 'What one coach tells another, to go on. Seen by client and coaches only.' })
export class RecordHandoverInput extends EngagementInput {
  @Field(() => ID, { description: 'The coach who hands over.' }) fromId!: string;
  @Field(() => ID, { description: 'The coach who takes over.' }) toId!: string;
  @Field({ description: 'What is handed over.' }) @Length(1, 4000) summary!: string;
}
@InputType({ description: 'How client and coach prepare the ending. Seen by client and coaches only.' })
export class PrepareEndingInput extends EngagementInput {
  @Field({ description: 'What was learned.' }) @Length(1, 4000) learned!: string;
  @Field({ description: 'Whom the client will turn to.' }) @Length(1, 4000) turnsTo!: string;
  @Field(() => Int, {
    nullable: true,
    description:
      'The newest revision that the caller has read, 0 before there is one: refused when there is a newer one.',
  })
  @IsOptional()
  @Min(0)
  expectedVersion?: number | null;
}
