import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { IsOptional, Max, Min } from 'class-validator';
import { CoachCredential, CoachView, Speciality } from '../read-models/coach-views.ts';
import { CoachProposalsView, RankingView } from '../read-models/ranking-views.ts';
import { CommandInput } from './engagement.types.ts';

@InputType({ description: 'Who is to be shown coaches.' })
export class RankCoachesInput extends CommandInput {
  @Field(() => ID, { description: 'The program.' }) programId!: string;
  @Field(() => ID, { nullable: true, description: 'Only the participants of this cohort.' })
  @IsOptional()
  cohortId?: string | null;
  @Field(() => Int, { defaultValue: 4, description: 'How many coaches each is shown, from 3 to 5.' })
  @Min(3)
  @Max(5)
  shown: number = 4;
}
@ObjectType({ description: 'A ranking that was asked for.' })
export class RankingPayload {
  @Field(() => RankingView, { description: 'The ranking; ask again how far it has come.' })
  ranking!: RankingView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

const points = { description: 'Its part of the score.' };

@ObjectType({ description: 'Languages that both speak.' })
export class LanguageReason {
  @Field(() => Int, points) points!: number;
  @Field(() => [String], { description: 'Those of the participant that the coach speaks, too.' })
  shared!: readonly string[];
}
@ObjectType({ description: 'When both are at work, from nine to five where they are.' })
export class TimeZoneReason {
  @Field(() => Int, points) points!: number;
  @Field(() => Float, { description: 'For how many hours of a day.' }) overlapHours!: number;
}
@ObjectType({ description: 'What the participant wishes to work on and the coach works on most.' })
export class SpecialityReason {
  @Field(() => Int, points) points!: number;
  @Field(() => [Speciality], { description: 'What both have named.' })
  matched!: readonly (keyof typeof Speciality)[];
}
@ObjectType({ description: 'What the coach states of their training.' })
export class CredentialReason {
  @Field(() => Int, points) points!: number;
  @Field(() => CoachCredential, { nullable: true, description: 'The one that counts.' })
  stated!: keyof typeof CoachCredential | null;
}
@ObjectType({ description: 'How free the coach was.' })
export class CapacityReason {
  @Field(() => Int, points) points!: number;
  @Field(() => Int, { description: 'Places that nobody had taken.' }) freePlaces!: number;
}
@ObjectType({
  description:
    'A coach who is proposed to a participant, and why. The points of the reasons add up to the score.',
})
export class ProposedCoach {
  @Field(() => ID, { description: 'The coach.' }) coachId!: string;
  @Field(() => CoachView, { nullable: true, description: 'What the coach offers.' })
  profile!: CoachView | null;
  @Field(() => Int, { description: 'Out of a hundred.' }) score!: number;
  @Field(() => LanguageReason, { description: 'Languages that both speak.' }) languages!: LanguageReason;
  @Field(() => TimeZoneReason, { description: 'When both are at work.' }) timeZone!: TimeZoneReason;
  @Field(() => SpecialityReason, { description: 'What both have named.' }) specialities!: SpecialityReason;
  @Field(() => CredentialReason, { description: 'The coach’s training.' }) credential!: CredentialReason;
  @Field(() => CapacityReason, { description: 'The coach’s free places.' }) capacity!: CapacityReason;
}
export const CoachProposalsConnection = Connection('CoachProposals', () => CoachProposalsView);
