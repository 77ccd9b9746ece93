import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { type HoursGoal as Goal } from '../domain/coaching-hours.ts';
import { CoachCredentialView } from '../read-models/coach-credential-view.ts';
import { HoursGoal } from '../read-models/coaches.enums.ts';
import { LoggedClientView } from '../read-models/logged-client-view.ts';
import { SharedCaseView, SupervisionView } from '../read-models/supervision-views.ts';

@ObjectType({ description: 'What has changed in the caller’s own practice.' })
export class PracticeRecordPayload {
  @Field(() => ID, { description: 'What was made or changed.' }) id!: string;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@ObjectType({ description: 'Hours and clients, as they count for a credential.' })
export class HoursMeasure {
  @Field(() => Float, { description: 'Hours, paid and pro bono.' }) hours!: number;
  @Field(() => Float, { description: 'Of them paid.' }) paidHours!: number;
  @Field(() => Int, { description: 'Clients; each person of a group is one.' }) clients!: number;
  @Field(() => Float, { description: 'Hours within the last 18 months.' }) recentHours!: number;
}
@ObjectType({ description: 'How far a coach is on the way to a credential, as far as hours go.' })
export class HoursProgress {
  @Field(() => HoursGoal, { description: 'Which credential.' }) goal!: Goal;
  @Field(() => HoursMeasure, { description: 'What the ICF wants.' }) required!: HoursMeasure;
  @Field(() => HoursMeasure, { description: 'What is still missing.' }) missing!: HoursMeasure;
  @Field(() => Boolean, { description: 'Whether nothing is missing.' }) isReached!: boolean;
}
@ObjectType({ description: 'The hours of a coach, over all for whom they work. Nobody is named in it.' })
export class CoachHours {
  readerIds!: readonly string[];
  @Field(() => HoursMeasure, { description: 'All together.' }) total!: HoursMeasure;
  @Field(() => Float, { description: 'Hours pro bono.' }) proBonoHours!: number;
  @Field(() => [HoursProgress], { description: 'The way to ACC, PCC and MCC.' })
  progress!: readonly HoursProgress[];
  @Field(() => Float, { description: 'Hours of supervision that the coach had.' }) supervisionHours!: number;
  @Field(() => Float, { description: 'Hours of mentor coaching that the coach had.' })
  mentorCoachingHours!: number;
}

@ObjectType({ description: 'A session that was held in a linked enterprise and does not stand in the log.' })
export class ProposedHours {
  @Field(() => ID, { description: 'The entry that it would be.' }) entryId!: string;
  @Field({ description: 'The day on which it was planned, in UTC.' }) heldOn!: string;
  @Field(() => Int, { description: 'How long it was planned, in whole quarters of an hour.' })
  minutes!: number;
}

@ObjectType({
  description: 'A coach whom the caller supervises: no client, no engagement, nothing of a session.',
})
export class Supervised {
  readerIds!: readonly string[];
  @Field(() => ID, { description: 'The coach.' }) coachId!: string;
}

export const CoachCredentialConnection = Connection('RecordedCredential', () => CoachCredentialView);
export const LoggedClientConnection = Connection('LoggedClient', () => LoggedClientView);
export const SupervisionEntryConnection = Connection('SupervisionEntry', () => SupervisionView);
export const SharedCaseConnection = Connection('SharedCase', () => SharedCaseView);
