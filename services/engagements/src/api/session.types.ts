import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '@securebase/service-kit';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { type Written } from '../read-models/session-items.ts';
import { EngagementInput } from './engagement.types.ts';
import { NoticePolicy, Party, SessionKind, SessionOutcome, SessionStatus, Twice } from './session.enums.ts';

@ObjectType({ description: 'When a session is on the clock of a party.' })
export class PartyTime {
  @Field(() => Party, { description: 'The party.' }) party!: keyof typeof Party;
  @Field({ description: 'Name in the IANA time zone database.' }) timeZone!: string;
  @Field({ description: 'When it begins there, with the offset of that day.' }) startsAt!: string;
  @Field({ description: 'When it ends there, with the offset of that day.' }) endsAt!: string;
}

@ObjectType({ description: 'A meeting of client and coach.' })
export class Session {
  @Field(() => ID, { description: 'The session.' }) id!: string;
  @Field(() => SessionKind, { description: 'What it is for.' }) kind!: keyof typeof SessionKind;
  @Field(() => DateTime, { description: 'When it begins.' }) startsAt!: Date;
  @Field(() => DateTime, { description: 'When it ends.' }) endsAt!: Date;
  @Field(() => [PartyTime], { description: 'When that is for the parties whose time zones are known.' })
  localTimes!: readonly PartyTime[];
  @Field(() => SessionStatus, { description: 'What has become of it.' }) status!: keyof typeof SessionStatus;
  @Field(() => Party, { nullable: true, description: 'Who cancelled or missed it.' }) by!:
    keyof typeof Party | null;
  @Field(() => NoticePolicy, {
    nullable: true,
    description: 'Whether it was cancelled as early as the agreement asks.',
  })
  policy!: keyof typeof NoticePolicy | null;
  @Field(() => Int, { nullable: true, description: 'How many minutes they met.' }) minutes!: number | null;
  @Field(() => Int, { description: 'How often its agenda was written.' }) agendaRevision!: number;
  @Field(() => Int, { description: 'How often its notes were written.' }) notesRevision!: number;
  /** Opened by the resolver, for those who take part. */
  agendaText!: Written | null;
  notesText!: Written | null;
}

@InputType({ description: 'A time on the clock of a place.' })
export class LocalTimeInput {
  @Field({ description: 'When it begins there, without an offset: 2026-10-25T09:30.' })
  @Length(16, 19)
  localStart!: string;
  @Field({ description: 'Name in the IANA time zone database: Europe/Berlin.' })
  @Length(1, 64)
  timeZone!: string;
  @Field(() => Int, { description: 'How long, from 5 to 720 minutes.' }) @Min(5) @Max(720) minutes!: number;
  @Field(() => Twice, { nullable: true, description: 'Which one, when clocks go back and it comes twice.' })
  @IsOptional()
  ifTwice?: keyof typeof Twice | null;
}
@InputType({ description: 'In which time zone a party is.' })
export class PartyTimeZoneInput {
  @Field(() => Party, { description: 'The party.' }) party!: keyof typeof Party;
  @Field({ description: 'Name in the IANA time zone database: Europe/Berlin.' })
  @Length(1, 64)
  timeZone!: string;
}
/** Either two instants, or a local time. */
@InputType({ isAbstract: true })
export class SessionTimesInput extends EngagementInput {
  @Field(() => DateTime, { nullable: true, description: 'When it begins, as an instant.' })
  @IsOptional()
  startsAt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ends, as an instant.' })
  @IsOptional()
  endsAt?: Date | null;
  @Field(() => LocalTimeInput, {
    nullable: true,
    description: 'When it is on the clock of a place, instead.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTimeInput)
  local?: LocalTimeInput | null;
  @Field(() => [PartyTimeZoneInput], { nullable: true, description: 'Where the parties are then.' })
  @IsOptional()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => PartyTimeZoneInput)
  timeZones?: PartyTimeZoneInput[] | null;
}
@InputType({ description: 'When client and coach will meet: two instants, or a local time.' })
export class ScheduleSessionInput extends SessionTimesInput {
  @Field(() => SessionKind, { description: 'What it is for.' }) kind!: keyof typeof SessionKind;
}
@InputType({ description: 'Which session.' })
export class SessionInput extends EngagementInput {
  @Field(() => ID, { description: 'The session.' }) sessionId!: string;
}
@InputType({ description: 'When client and coach will meet instead: two instants, or a local time.' })
export class RescheduleSessionInput extends SessionTimesInput {
  @Field(() => ID, { description: 'The session.' }) sessionId!: string;
}
@InputType({ description: 'A session that took place.' })
export class HoldSessionInput extends SessionInput {
  @Field(() => Int, {
    nullable: true,
    description: 'How many minutes they met; as planned when it is not said.',
  })
  @IsOptional()
  @Min(1)
  @Max(720)
  minutes?: number | null;
}
@InputType({ description: 'Whose doing it was that the session did not take place.' })
export class SessionByInput extends SessionInput {
  @Field(() => Party, { description: 'Who cancelled or missed it.' }) by!: keyof typeof Party;
}
@InputType({ description: 'What really became of a session that is over.' })
export class CorrectSessionInput extends HoldSessionInput {
  @Field(() => SessionOutcome, { description: 'What became of it.' }) status!: keyof typeof SessionOutcome;
  @Field(() => Party, { nullable: true, description: 'Who cancelled or missed it.' })
  @IsOptional()
  by?: keyof typeof Party | null;
}
@InputType({ isAbstract: true })
class RevisedInput extends SessionInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'The newest revision that the caller has read, 0 before there is one: refused when there is a newer one.',
  })
  @IsOptional()
  @Min(0)
  expectedVersion?: number | null;
}
@InputType({ description: 'What a session is to be about.' })
export class SetSessionAgendaInput extends RevisedInput {
  @Field({ description: 'The agenda, for those who take part.' }) @Length(1, 4000) agenda!: string;
}
@InputType({ description: 'What those who took part in a session want to remember.' })
export class SetSessionNotesInput extends RevisedInput {
  @Field({ description: 'The notes, for those who take part.' }) @Length(1, 8000) notes!: string;
}
