import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Connection, DateTime } from '@securebase/service-kit';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Max, Min } from 'class-validator';
import { EngagementKind, EngagementView } from '../read-models/engagement-view.ts';

export const Party = { CLIENT: 'CLIENT', COACH: 'COACH', SPONSOR: 'SPONSOR' } as const;
registerEnumType(Party, {
  name: 'Party',
  description: 'A party to the agreement.',
  valuesMap: {
    CLIENT: { description: 'Who is coached, or speaks for them.' },
    COACH: { description: 'Who coaches.' },
    SPONSOR: { description: 'Who pays.' },
  },
});

export const SessionKind = {
  CHEMISTRY: 'CHEMISTRY',
  COACHING: 'COACHING',
  THREE_WAY: 'THREE_WAY',
  MIDPOINT: 'MIDPOINT',
  ENDING: 'ENDING',
  FOLLOW_UP: 'FOLLOW_UP',
} as const;
registerEnumType(SessionKind, {
  name: 'SessionKind',
  description: 'What a session is for.',
  valuesMap: {
    CHEMISTRY: { description: 'Getting to know each other, before the contract.' },
    COACHING: { description: 'The work itself.' },
    THREE_WAY: { description: 'With the sponsor.' },
    MIDPOINT: { description: 'Looking back and ahead, half-way.' },
    ENDING: { description: 'The prepared ending.' },
    FOLLOW_UP: { description: 'Some time after completion.' },
  },
});

export const SessionStatus = {
  SCHEDULED: 'SCHEDULED',
  HELD: 'HELD',
  CANCELLED: 'CANCELLED',
  MISSED: 'MISSED',
} as const;
registerEnumType(SessionStatus, {
  name: 'SessionStatus',
  description: 'What has become of a session.',
  valuesMap: {
    SCHEDULED: { description: 'It is to take place.' },
    HELD: { description: 'They met.' },
    CANCELLED: { description: 'It was called off.' },
    MISSED: { description: 'Somebody did not come.' },
  },
});

@ObjectType({ description: 'A meeting of client and coach.' })
export class Session {
  @Field(() => ID, { description: 'The session.' }) id!: string;
  @Field(() => SessionKind, { description: 'What it is for.' }) kind!: keyof typeof SessionKind;
  @Field(() => DateTime, { description: 'When it begins.' }) startsAt!: Date;
  @Field(() => DateTime, { description: 'When it ends.' }) endsAt!: Date;
  @Field(() => SessionStatus, { description: 'What has become of it.' }) status!: keyof typeof SessionStatus;
  @Field(() => Party, { nullable: true, description: 'Who cancelled or missed it.' }) by!:
    keyof typeof Party | null;
}

@ObjectType({ description: 'What the parties have agreed on.' })
export class Agreement {
  @Field(() => Int, { description: 'The newest draft; every party signs the same one.' }) version!: number;
  @Field(() => Int, { description: 'How many sessions.' }) sessions!: number;
  @Field(() => [Party], { description: 'Who has signed this version.' })
  signedBy!: readonly (keyof typeof Party)[];
  @Field(() => String, {
    nullable: true,
    description: 'Who holds the key of the tenant, as of this draft; null: those who run the platform.',
  })
  keyHolder!: string | null;
}

export const EngagementConnection = Connection('Engagement', () => EngagementView);

@ObjectType({ description: 'An engagement that was changed.' })
export class EngagementPayload {
  @Field(() => EngagementView, { description: 'The engagement, as changed.' }) engagement!: EngagementView;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}

@InputType({ description: 'Which command.' })
export class CommandInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Makes a retry harmless: the same id is carried out once.',
  })
  @IsOptional()
  commandId?: string | null;
}
@InputType({ description: 'Which engagement.' })
export class EngagementInput extends CommandInput {
  @Field(() => ID, { description: 'The engagement.' }) engagementId!: string;
}

@InputType({ description: 'Who is to be coached.' })
export class ProposeEngagementInput extends CommandInput {
  @Field(() => EngagementKind, { description: 'Who the client is.' }) kind!: keyof typeof EngagementKind;
  @Field(() => ID, { description: 'The person coached; of a team or an organization, who speaks for it.' })
  clientId!: string;
  @Field(() => ID, { nullable: true, description: 'Who pays and signs the agreement too.' })
  @IsOptional()
  sponsorId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The program that it is part of.' })
  @IsOptional()
  programId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The cohort of the program.' })
  @IsOptional()
  cohortId?: string | null;
  @Field({ description: 'What it is for. Only client and coach can read it.' })
  @Length(1, 2000)
  purpose!: string;
}
@InputType({ description: 'Who belongs to the team or organization.' })
export class AddMembersInput extends EngagementInput {
  @Field(() => [ID], { description: 'The people, at most a thousand at once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  personIds!: string[];
}
@InputType({ description: 'Client and coach have chosen each other.' })
export class ConfirmMatchInput extends EngagementInput {
  @Field(() => ID, { description: 'The coach.' }) coachId!: string;
}
@InputType({ description: 'A new version of the agreement.' })
export class DraftAgreementInput extends EngagementInput {
  @Field(() => Int, { description: 'How many sessions, from 1 to 200.' }) @Min(1) @Max(200) sessions!: number;
  @Field({ description: 'What is to be reached. Only client and coach can read it.' })
  @Length(1, 4000)
  objectives!: string;
}
@InputType({ description: 'The caller signs for the party that they are.' })
export class SignAgreementInput extends EngagementInput {
  @Field(() => Int, { description: 'The version that is signed: the newest.' })
  @Min(1)
  agreementVersion!: number;
  @Field(() => Party, { description: 'For which party.' }) party!: keyof typeof Party;
}
@InputType({ description: 'When client and coach will meet.' })
export class ScheduleSessionInput extends EngagementInput {
  @Field(() => SessionKind, { description: 'What it is for.' }) kind!: keyof typeof SessionKind;
  @Field(() => DateTime, { description: 'When it begins.' }) startsAt!: Date;
  @Field(() => DateTime, { description: 'When it ends.' }) endsAt!: Date;
}
@InputType({ description: 'Which session.' })
export class SessionInput extends EngagementInput {
  @Field(() => ID, { description: 'The session.' }) sessionId!: string;
}
@InputType({ description: 'When client and coach will meet instead.' })
export class RescheduleSessionInput extends SessionInput {
  @Field(() => DateTime, { description: 'When it begins.' }) startsAt!: Date;
  @Field(() => DateTime, { description: 'When it ends.' }) endsAt!: Date;
}
@InputType({ description: 'Whose doing it was that the session did not take place.' })
export class SessionByInput extends SessionInput {
  @Field(() => Party, { description: 'Who cancelled or missed it.' }) by!: keyof typeof Party;
}
