import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsTimeZone,
  Length,
  Matches as Matching,
} from 'class-validator';
import { Speciality } from '../read-models/coach-views.ts';
import { languageForm } from './coach.types.ts';
import { CommandInput } from './engagement.types.ts';

@InputType({ description: 'In which languages and where somebody can be coached.' })
export class StatePreferencesInput extends CommandInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Who; the caller where it is not given. Only program managers say it for others.',
  })
  @IsOptional()
  participantId?: string | null;
  @Field(() => [String], { description: 'The preferred language first, as BCP 47 has them: de, en-GB.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @Matching(languageForm, { each: true })
  languages!: string[];
  @Field({ description: 'As IANA calls it: Europe/Vienna.' })
  @Length(1, 60)
  @IsTimeZone()
  timeZone!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'The line manager, who is never proposed. Only program managers say it; it stays where it is not given.',
  })
  @IsOptional()
  lineManagerId?: string | null;
}
@InputType({
  description: 'What the caller wishes for in a coach, and what not. Only the caller can read it.',
})
export class StateWishesInput extends CommandInput {
  @Field(() => [Speciality], { description: 'What to work on.' })
  @ArrayUnique()
  @ArrayMaxSize(5)
  specialities!: (keyof typeof Speciality)[];
  @Field(() => [String], {
    nullable: true,
    description: 'Parts of the organization from which nobody is to be proposed.',
  })
  @IsOptional()
  @ArrayMaxSize(20)
  @Length(1, 100, { each: true })
  avoidUnits?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Coaches who are not to be proposed.' })
  @IsOptional()
  @ArrayMaxSize(50)
  avoidCoachIds?: string[] | null;
}
@ObjectType({ description: 'What the caller has said for matching.' })
export class MatchingWishes {
  @Field(() => [String], { description: 'The preferred language first.' }) languages!: readonly string[];
  @Field(() => String, { nullable: true, description: 'As IANA calls it.' }) timeZone!: string | null;
  @Field(() => [Speciality], { description: 'What to work on.' })
  specialities!: readonly (keyof typeof Speciality)[];
  @Field(() => [String], { description: 'Parts of the organization from which nobody is to be proposed.' })
  avoidUnits!: readonly string[];
  @Field(() => [ID], { description: 'Coaches who are not to be proposed.' })
  avoidCoachIds!: readonly string[];
}
@ObjectType({ description: 'Somebody has said what they wish for.' })
export class ParticipantPayload {
  @Field(() => ID, { description: 'Who.' }) participantId!: string;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
