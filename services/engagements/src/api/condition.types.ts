import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { conditionRatings, type ConditionRatingValue } from '@securebase/contracts';
import { IsISO8601, IsOptional, Length } from 'class-validator';
import { Connection } from '@securebase/service-kit';
import { ConditionRatingView } from '../read-models/condition-rating-view.ts';
import { CommitmentStatus, ConditionView } from '../read-models/condition-view.ts';
import { CommandInput } from './engagement.types.ts';
import { WorkInput } from './practices.types.ts';

const token = 'Send it as the header read-after, to see the change in queries.';

export const ConditionRatingWord = Object.fromEntries(conditionRatings.map((each) => [each, each])) as Record<
  ConditionRatingValue,
  ConditionRatingValue
>;
registerEnumType(ConditionRatingWord, {
  name: 'ConditionRatingWord',
  description: 'What has become of a condition, for somebody affected; never a number.',
  valuesMap: {
    WORSE: { description: 'It is worse.' },
    NOT_YET_NOTICED: { description: 'No change is noticed yet.' },
    A_LITTLE_BETTER: { description: 'It is a little better.' },
    CLEARLY_BETTER: { description: 'It is clearly better.' },
  },
});

@InputType({ description: 'Something in the environment that drains, or would help.' })
export class NameConditionInput extends WorkInput {
  @Field({ description: 'What it is.' }) @Length(1, 4000) condition!: string;
  @Field(() => String, { nullable: true, description: 'What would help.' })
  @IsOptional()
  @Length(1, 4000)
  wouldHelp?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether everybody who takes part can read it; else whose it is, and the coaches.',
  })
  isShared: boolean = false;
}
@InputType({ description: 'Which condition.' })
export class ConditionInput extends CommandInput {
  @Field(() => ID, { description: 'The condition.' }) conditionId!: string;
}
@InputType({ description: 'Who could own it.' })
export class BringConditionForwardInput extends ConditionInput {
  @Field(() => ID, { description: 'Who is asked; they can read the condition from now on.' })
  ownerId!: string;
}
@InputType({ description: 'What the owner will do.' })
export class MakeCommitmentInput extends ConditionInput {
  @Field({ description: 'What they will do.' }) @Length(1, 4000) commitment!: string;
  @Field(() => String, { nullable: true, description: 'Until which day, as 2027-01-31.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(10, 10)
  dueOn?: string | null;
}
@InputType({ description: 'What has become of it.' })
export class ReportCommitmentInput extends ConditionInput {
  @Field(() => ID, { description: 'The commitment.' }) commitmentId!: string;
  @Field(() => CommitmentStatus, { description: 'How it stands.' }) status!: keyof typeof CommitmentStatus;
  @Field(() => String, { nullable: true, description: 'What was done.' })
  @IsOptional()
  @Length(1, 4000)
  report?: string | null;
}
@InputType({ description: 'What has become of the condition, for the caller.' })
export class RateConditionInput extends ConditionInput {
  @Field(() => ConditionRatingWord, { description: 'How it is now.' }) rating!: ConditionRatingValue;
}
@InputType({ description: 'Which rating.' })
export class ConditionRatingInput extends ConditionInput {
  @Field(() => ID, { description: 'The rating, one of the caller’s own.' }) ratingId!: string;
}
@ObjectType({ description: 'A condition that was changed.' })
export class ConditionPayload {
  @Field(() => ConditionView, { description: 'The condition, as changed.' }) condition!: ConditionView;
  @Field({ description: token }) token!: string;
}
@ObjectType({ description: 'A rating that was given or released.' })
export class ConditionRatingPayload {
  @Field(() => ConditionRatingView, { description: 'The rating.' }) conditionRating!: ConditionRatingView;
  @Field({ description: token }) token!: string;
}

export const ConditionConnection = Connection('Condition', () => ConditionView);
export const ConditionRatingConnection = Connection('ConditionRating', () => ConditionRatingView);
