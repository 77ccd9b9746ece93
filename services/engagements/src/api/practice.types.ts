import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '@securebase/service-kit';
import { IsOptional, Length } from 'class-validator';
import { EngagementKind, type EngagementView } from '../read-models/engagement-view.ts';
import { type Entered } from './linked-enterprises.ts';

@ObjectType({ description: 'A new code.' })
export class OfferedPracticeLinkPayload {
  @Field(() => ID, { description: 'The link.' }) linkId!: string;
  @Field({ description: 'To be used in the coach’s own practice, once. It is shown this once.' })
  code!: string;
}
@ObjectType({ description: 'A link that has changed.' })
export class PracticeLinkPayload {
  @Field(() => ID, { description: 'The link.' }) linkId!: string;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
@InputType({ description: 'With which enterprise the practice is linked.' })
export class LinkEnterpriseInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field({ description: 'The code that the coach has got there.' }) @Length(1, 200) code!: string;
}
@InputType({ description: 'Which link holds no more.' })
export class PracticeLinkInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The link.' }) linkId!: string;
}
@ObjectType({ description: 'A consent that was given or withdrawn.' })
export class PracticeConsentPayload {
  @Field(() => ID, { description: 'The engagement.' }) engagementId!: string;
  @Field({ description: 'Send it as the header read-after, to see the change in queries.' }) token!: string;
}
@InputType({
  description: 'Whom the client lets the coach’s own practice know: themselves, in one engagement.',
})
export class WithdrawFromPracticeInput {
  @Field(() => ID, { nullable: true, description: 'Makes a retry harmless.' }) @IsOptional() commandId?:
    string | null;
  @Field(() => ID, { description: 'The engagement.' }) engagementId!: string;
}
@InputType({ description: 'To what the client consents.' })
export class ConsentToPracticeInput extends WithdrawFromPracticeInput {
  @Field(() => Int, { description: 'The version of the text that was read; see purposesOfUse.' })
  textVersion!: number;
}

@ObjectType({
  description: 'An engagement that the caller coaches in an enterprise, as their own practice sees it.',
})
export class LinkedEngagement {
  @Field(() => ID, { description: 'The engagement.' }) id!: string;
  @Field(() => EngagementKind, { description: 'Who the client is.' }) kind!: keyof typeof EngagementKind;
  @Field(() => Int, { description: 'How many sessions were held.' }) sessionsHeld!: number;
  row!: EngagementView;
  entered!: Entered;
}
export const LinkedEngagementConnection = Connection('LinkedEngagement', () => LinkedEngagement);
@ObjectType({ description: 'An enterprise for which the coach of this practice works.' })
export class LinkedEnterprise {
  @Field(() => ID, { description: 'The link.' }) id!: string;
  @Field(() => Boolean, {
    description: 'Whether it holds: the enterprise serves the coach, and nobody has ended it.',
  })
  holds!: boolean;
  entered!: Entered | undefined;
}
