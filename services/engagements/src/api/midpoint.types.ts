import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { IsOptional, Length } from 'class-validator';
import { MidpointView } from '../read-models/midpoint-view.ts';
import { PairInput } from './pair.types.ts';

export const MidpointReviewConnection = Connection('MidpointReview', () => MidpointView);

@ObjectType({ description: 'A midpoint review that was held.' })
export class MidpointReviewPayload {
  @Field(() => MidpointView, { description: 'The review.' }) midpointReview!: MidpointView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@InputType({ description: 'Looking back and ahead.' })
export class HoldMidpointReviewInput extends PairInput {
  @Field(() => ID, { nullable: true, description: 'The midpoint session in which it was held.' })
  @IsOptional()
  sessionId?: string | null;
  @Field({ description: 'What was looked at.' }) @Length(1, 4000) lookedAt!: string;
  @Field({ description: 'What is to change.' }) @Length(1, 4000) toChange!: string;
}
