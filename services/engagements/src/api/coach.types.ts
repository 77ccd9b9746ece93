import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsTimeZone,
  Length,
  Matches as Matching,
  Max,
  Min,
} from 'class-validator';
import { CoachCredential, CoachView, PooledCoachView, Speciality } from '../read-models/coach-views.ts';
import { CommandInput } from './engagement.types.ts';

/** The form of a language; which ones there are, the domain knows. */
export const languageForm = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

@InputType({ description: 'What a coach offers, and how much.' })
export class RegisterCoachInput extends CommandInput {
  @Field(() => ID, { nullable: true, description: 'The coach; the caller where it is not given.' })
  @IsOptional()
  coachId?: string | null;
  @Field(() => [String], { description: 'In which languages they coach, as BCP 47 has them: de, en-GB.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @Matching(languageForm, { each: true })
  languages!: string[];
  @Field(() => [Speciality], { description: 'What they work on most.' })
  @ArrayUnique()
  @ArrayMaxSize(10)
  specialities!: (keyof typeof Speciality)[];
  @Field(() => [CoachCredential], { description: 'What they state of their training.' })
  @ArrayUnique()
  @ArrayMaxSize(5)
  credentials!: (keyof typeof CoachCredential)[];
  @Field({ description: 'Where they work, as IANA calls it: Europe/Vienna.' })
  @Length(1, 60)
  @IsTimeZone()
  timeZone!: string;
  @Field(() => Int, { description: 'How many engagements at a time, up to 500.' })
  @Min(0)
  @Max(500)
  capacity!: number;
  @Field(() => [String], {
    nullable: true,
    description:
      'Parts of the organization that they belong to; nobody of them is proposed to who wishes so.',
  })
  @IsOptional()
  @ArrayMaxSize(20)
  @Length(1, 100, { each: true })
  units?: string[] | null;
}
@InputType({ description: 'What a coach says about themselves.' })
export class IntroduceCoachInput extends CommandInput {
  @Field({ description: 'Shown to those to whom the coach is proposed, and to nobody else.' })
  @Length(1, 1000)
  words!: string;
}
@InputType({ description: 'Who can be chosen in a program.' })
export class PoolCoachesInput extends CommandInput {
  @Field(() => ID, { description: 'The program.' }) programId!: string;
  @Field(() => [ID], { description: 'The coaches, at most a thousand at once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  coachIds!: string[];
}
@InputType({ description: 'Who cannot be chosen there any more.' })
export class UnpoolCoachInput extends CommandInput {
  @Field(() => ID, { description: 'The program.' }) programId!: string;
  @Field(() => ID, { description: 'The coach.' }) coachId!: string;
}
@ObjectType({ description: 'A coach whose profile was changed.' })
export class CoachPayload {
  @Field(() => CoachView, { description: 'The coach, as changed.' }) coach!: CoachView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
@ObjectType({ description: 'A coach pool that was changed.' })
export class PoolPayload {
  @Field(() => ID, { description: 'The program.' }) programId!: string;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
export const CoachProfileConnection = Connection('CoachProfile', () => CoachView);
export const PooledCoachConnection = Connection('PooledCoach', () => PooledCoachView);
