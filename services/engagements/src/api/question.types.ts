import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Connection, DateTime } from '@securebase/service-kit';
import { IsOptional, Length } from 'class-validator';
import { QuestionView, type SaidItem } from '../read-models/question-view.ts';
import { CommandInput } from './engagement.types.ts';
import { PairInput } from './pair.types.ts';

/** A wording, or what came of looking at a question again, with the question whose it is. */
export interface Said extends SaidItem {
  readonly questionId: string;
  readonly field: 'wordings' | 'visits';
  readonly readerIds: readonly string[];
}

@ObjectType({ description: 'What was said of an essential question at one time.' })
export class QuestionSaying {
  @Field(() => DateTime, { description: 'When.' }) at!: Date | string;
  @Field(() => ID, { description: 'Who said it.' }) by!: string;
}

export const EssentialQuestionConnection = Connection('EssentialQuestion', () => QuestionView);

@ObjectType({ description: 'An essential question that was changed.' })
export class EssentialQuestionPayload {
  @Field(() => QuestionView, { description: 'The question, as changed.' }) essentialQuestion!: QuestionView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@InputType({ description: 'A question that has no deadline and no score.' })
export class OpenEssentialQuestionInput extends PairInput {
  @Field({ description: 'The question.' }) @Length(1, 2000) words!: string;
}
@InputType({ description: 'Which essential question.' })
export class EssentialQuestionInput extends CommandInput {
  @Field(() => ID, { description: 'The question.' }) questionId!: string;
}
@InputType({ description: 'The question as it is now.' })
export class RewordEssentialQuestionInput extends EssentialQuestionInput {
  @Field({ description: 'The question.' }) @Length(1, 2000) words!: string;
}
@InputType({ description: 'Looking at a question again.' })
export class RevisitEssentialQuestionInput extends EssentialQuestionInput {
  @Field(() => String, { nullable: true, description: 'What came of it.' })
  @IsOptional()
  @Length(1, 4000)
  thought?: string | null;
}
