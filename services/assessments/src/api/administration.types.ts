import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { ArrayMaxSize, IsOptional } from 'class-validator';
import { AdministrationView, Perspective } from '../read-models/administration-view.ts';
import { Occasion } from '../read-models/campaign-view.ts';

export const NoScore = { TOO_FEW_ANSWERS: 'TOO_FEW_ANSWERS' } as const;
registerEnumType(NoScore, {
  name: 'NoScore',
  description: 'Why a scale has no score.',
  valuesMap: { TOO_FEW_ANSWERS: { description: 'Too few of its items were answered.' } },
});

@ObjectType({ description: 'One answer.' })
export class Answer {
  @Field({ description: 'Code of the item.' }) item!: string;
  @Field(() => Int, { description: 'What was answered.' }) answer!: number;
}

@ObjectType({ description: 'The score of a scale, or the reason why there is none.' })
export class ScaleScore {
  @Field({ description: 'Code of the scale.' }) scale!: string;
  @Field(() => Float, { nullable: true, description: 'The score, in the unit of the scale.' }) score!:
    number | null;
  @Field(() => NoScore, { nullable: true, description: 'Why there is no score.' }) reason!:
    keyof typeof NoScore | null;
  @Field(() => Int, { description: 'How many of its items were answered.' }) answered!: number;
  @Field(() => Int, { description: 'How many items the scale has.' }) items!: number;
}

@InputType({ description: 'Who is asked what about whom.' })
export class OpenAdministrationInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Makes a retry harmless: the same id is carried out once.',
  })
  @IsOptional()
  commandId?: string | null;
  @Field(() => ID, { nullable: true, description: 'What is answered; a campaign says it, too.' })
  @IsOptional()
  instrumentId?: string | null;
  @Field(() => Occasion, { nullable: true, description: 'When; a campaign says it, too.' })
  @IsOptional()
  occasion?: keyof typeof Occasion | null;
  @Field(() => ID, { nullable: true, description: 'The engagement that it is part of.' })
  @IsOptional()
  engagementId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The campaign that it is part of.' })
  @IsOptional()
  campaignId?: string | null;
  @Field(() => ID, { description: 'Who answers.' }) respondentId!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'About whom; else the respondent answers about themselves.',
  })
  @IsOptional()
  subjectId?: string | null;
  @Field(() => Perspective, { defaultValue: 'SELF', description: 'As whom the respondent answers.' })
  perspective!: keyof typeof Perspective;
}
@InputType({ description: 'An answer to one item.' })
export class AnswerInput {
  @Field({ description: 'Code of the item.' }) item!: string;
  @Field(() => Int, { description: 'A whole number within the instrument’s range.' }) answer!: number;
}
@InputType({ description: 'What the caller answers, once and for all.' })
export class SubmitResponseInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The administration.' }) administrationId!: string;
  @Field(() => [AnswerInput], { description: 'The answers; items without an answer are left out.' })
  @ArrayMaxSize(500)
  answers!: AnswerInput[];
}
@InputType({ description: 'Which administration.' })
export class CloseAdministrationInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The administration.' }) administrationId!: string;
}
@ObjectType({ description: 'An administration that was changed.' })
export class AdministrationPayload {
  @Field(() => AdministrationView, { description: 'The administration, as changed.' })
  administration!: AdministrationView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
export const AdministrationConnection = Connection('Administration', () => AdministrationView);
