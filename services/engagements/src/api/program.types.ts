import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Connection, DateTime } from '@securebase/service-kit';
import { CohortView, ProgramView } from '../read-models/program-view.ts';
import { AgreedShare } from './agreement.types.ts';
import { Occasion, Perspective } from './program.enums.ts';

@ObjectType({ description: 'A program that was changed.' })
export class ProgramPayload {
  @Field(() => ProgramView, { description: 'The program, as changed.' }) program!: ProgramView;
  @Field(() => CohortView, { nullable: true, description: 'The cohort that was added or changed.' })
  cohort!: CohortView | null;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
@ObjectType({ description: 'From what agreements of a program can begin; their objectives are left open.' })
export class AgreementTemplate {
  @Field(() => ID, { description: 'The template.' }) id!: string;
  @Field({ description: 'What it is called.' }) name!: string;
  @Field(() => Int, { description: 'How many sessions.' }) sessions!: number;
  @Field(() => Int, { description: 'How many minutes a session has.' }) minutes!: number;
  @Field(() => [AgreedShare], { description: 'What is shared with whom; what is left out, with nobody.' })
  confidentiality!: readonly AgreedShare[];
}
@ObjectType({ description: 'Which instrument is for whom at which occasion.' })
export class Measure {
  @Field(() => ID, { description: 'The instrument.' }) instrumentId!: string;
  @Field(() => Occasion, { description: 'When.' }) occasion!: keyof typeof Occasion;
  @Field(() => Perspective, { description: 'As whom the respondent answers.' })
  perspective!: keyof typeof Perspective;
}
@ObjectType({ description: 'The scale that decides whether a person has changed.' })
export class PrimaryScale {
  @Field(() => ID, { description: 'The instrument.' }) instrumentId!: string;
  @Field({ description: 'Code of its scale.' }) scale!: string;
}
@ObjectType({ description: 'How many rate the environment of one client.' })
export class PlannedRaters {
  @Field(() => Perspective, { description: 'As whom.' }) perspective!: keyof typeof Perspective;
  @Field(() => Int, { description: 'How many.' }) planned!: number;
}
@ObjectType({ description: 'What is measured, with whom, and what decides whether something has changed.' })
export class MeasurementPlanType {
  @Field(() => Int, { description: '1, 2, 3 …' }) planVersion!: number;
  @Field(() => [Measure], { description: 'Which instrument is for whom at which occasion.' })
  measures!: readonly Measure[];
  @Field(() => PrimaryScale, { description: 'The one scale that decides whether a person has changed.' })
  primary!: PrimaryScale;
  @Field(() => [PlannedRaters], { description: 'Who rates the environment.' })
  raters!: readonly PlannedRaters[];
  @Field(() => Float, {
    description: 'A change of the environment below this does not matter, in SD of the baseline.',
  })
  margin!: number;
  @Field(() => Float, {
    description: 'How far two ratings of a rater are expected to go together when nothing has changed.',
  })
  retest!: number;
}
@ObjectType({ description: 'Something that is different since.' })
export class ProgramChangeItem {
  @Field({ description: 'What.' }) what!: string;
  @Field(() => String, { nullable: true, description: 'What it is since, as a text or as JSON.' }) now!:
    string | null;
}
@ObjectType({ description: 'One entry of the history of a program.' })
export class ProgramChange {
  @Field(() => ID, { description: 'The entry.' }) id!: string;
  @Field(() => DateTime, { description: 'When.' }) at!: Date | string;
  @Field({ description: 'What happened: the name of the event.' }) happened!: string;
  @Field(() => [ProgramChangeItem], { description: 'What is different since.' })
  changes!: readonly ProgramChangeItem[];
}
export const ProgramChangeConnection = Connection('ProgramChange', () => ProgramChange);
