import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { IsISO8601, IsOptional, Length } from 'class-validator';
import { ActionView } from '../read-models/action-view.ts';
import { CommandInput } from './engagement.types.ts';
import { PairInput } from './pair.types.ts';

export const ActionConnection = Connection('Action', () => ActionView);

@ObjectType({ description: 'An action that was changed.' })
export class ActionPayload {
  @Field(() => ActionView, { description: 'The action, as changed.' }) action!: ActionView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@InputType({ description: 'What somebody means to do.' })
export class CommitToActionInput extends PairInput {
  @Field({ description: 'What is to be done.' }) @Length(1, 2000) words!: string;
  @Field(() => ID, { nullable: true, description: 'The goal that it serves.' })
  @IsOptional()
  goalId?: string | null;
  @Field(() => String, { nullable: true, description: 'By when, as YYYY-MM-DD.' })
  @IsOptional()
  @Length(10, 10)
  @IsISO8601({ strict: true })
  dueOn?: string | null;
}
@InputType({ description: 'Which action.' })
export class ActionInput extends CommandInput {
  @Field(() => ID, { description: 'The action.' }) actionId!: string;
}
