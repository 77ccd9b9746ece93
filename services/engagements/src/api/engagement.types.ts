import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Length } from 'class-validator';
import { EngagementKind, EngagementView } from '../read-models/engagement-view.ts';

export { EngagementPart, Party } from './session.enums.ts';

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
