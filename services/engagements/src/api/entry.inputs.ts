import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { allianceRange } from '@securebase/contracts';
import { IsOptional, Length, Max, Min } from 'class-validator';
import { EngagementInput } from './engagement.types.ts';
import { ConfidentialityLimit, HowMuch, RedirectedTo, SettlednessStep, TurnedToWhom } from './entry.enums.ts';

const longest = 4_000;

@InputType({ isAbstract: true })
abstract class InSessionInput extends EngagementInput {
  @Field(() => ID, { nullable: true, description: 'The session in which it was.' })
  @IsOptional()
  sessionId?: string | null;
}
@InputType({ isAbstract: true })
abstract class AboutInput extends InSessionInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Whom it is about: for a coach, a member, or the client where nobody is named. All others say it of themselves.',
  })
  @IsOptional()
  aboutId?: string | null;
}

@InputType({ description: 'How settled the caller came to a session, left it, or both.' })
export class NoteSettlednessInput extends EngagementInput {
  @Field(() => ID, { description: 'The session.' }) sessionId!: string;
  @Field(() => SettlednessStep, { nullable: true, description: 'On arriving.' })
  @IsOptional()
  arriving?: keyof typeof SettlednessStep | null;
  @Field(() => SettlednessStep, { nullable: true, description: 'On leaving.' })
  @IsOptional()
  leaving?: keyof typeof SettlednessStep | null;
}
@InputType({ description: 'There was a moment of meeting in a session, as the caller lived it.' })
export class MarkMomentOfMeetingInput extends EngagementInput {
  @Field(() => ID, { description: 'The session.' }) sessionId!: string;
  @Field(() => ID, { description: 'Whom the caller met: their coach, or whom they coach.' }) withId!: string;
  @Field(() => String, { nullable: true, description: 'How it was. Only the caller can read it.' })
  @IsOptional()
  @Length(1, longest)
  words?: string | null;
}
@InputType({ description: 'How present a coach was.' })
export class NotePresenceInput extends InSessionInput {
  @Field({ description: 'In the coach’s words. Only the coach can read it.' })
  @Length(1, longest)
  words!: string;
}
@InputType({ description: 'How much energy guards, and how much is free.' })
export class NoteEnergyInput extends InSessionInput {
  @Field(() => HowMuch, { description: 'How much goes into guarding.' }) guarding!: keyof typeof HowMuch;
  @Field(() => HowMuch, { description: 'How much is free.' }) free!: keyof typeof HowMuch;
}
@InputType({ description: 'What is guarded.' })
export class NameGuardedAspectInput extends EngagementInput {
  @Field({ description: 'In the caller’s words. Only the caller can read it, until they share it.' })
  @Length(1, longest)
  words!: string;
}
@InputType({ description: 'Where freed energy went: to something that is named, in words, or both.' })
export class RedirectEnergyInput extends EngagementInput {
  @Field(() => ID, { nullable: true, description: 'The aspect that was guarded: one that the caller named.' })
  @IsOptional()
  aspectId?: string | null;
  @Field(() => RedirectedTo, { description: 'To what.' }) to!: keyof typeof RedirectedTo;
  @Field(() => ID, { nullable: true, description: 'Which goal, experiment or tie.' }) @IsOptional() toId?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Which, in the caller’s words.' })
  @IsOptional()
  @Length(1, longest)
  words?: string | null;
}
@InputType({ description: 'Which entry of the caller.' })
export class ShareEntryInput extends EngagementInput {
  @Field(() => ID, { description: 'The entry.' }) entryId!: string;
}
const { min, max } = allianceRange;
@InputType({ description: 'How well they work together, from 1 to 5.' })
export class RateAllianceInput extends InSessionInput {
  @Field(() => Int, { description: 'The bond.' }) @Min(min) @Max(max) bond!: number;
  @Field(() => Int, { description: 'Agreement on what they do.' }) @Min(min) @Max(max) task!: number;
  @Field(() => Int, { description: 'Agreement on where they go.' }) @Min(min) @Max(max) goal!: number;
}
@InputType({ description: 'What has torn.' })
export class NoteRuptureInput extends AboutInput {
  @Field({ description: 'What happened. Whom it is about and the coaches can read it.' })
  @Length(1, longest)
  words!: string;
}
@InputType({ description: 'What is mended.' })
export class RepairRuptureInput extends EngagementInput {
  @Field(() => ID, { description: 'The rupture.' }) ruptureId!: string;
  @Field({ description: 'What helped.' }) @Length(1, longest) helped!: string;
}
@InputType({ description: 'To whom the caller turned when it was hard.' })
export class NoteTurnedToInput extends InSessionInput {
  @Field(() => TurnedToWhom, { description: 'To whom.' }) turnedTo!: keyof typeof TurnedToWhom;
  @Field(() => String, { nullable: true, description: 'In the caller’s words.' })
  @IsOptional()
  @Length(1, longest)
  words?: string | null;
}
@InputType({ description: 'The new note.' })
export class WriteNoteInput extends InSessionInput {
  @Field(() => Boolean, { description: 'Whether everybody who takes part reads it, or the caller alone.' })
  isShared!: boolean;
  @Field({ description: 'The note.' }) @Length(1, 20_000) words!: string;
}
@InputType({ description: 'What a note should have said.' })
export class CorrectNoteInput extends EngagementInput {
  @Field(() => ID, { description: 'The note: one of the caller’s.' }) noteId!: string;
  @Field({ description: 'The whole note, corrected.' }) @Length(1, 20_000) words!: string;
}
@InputType({ description: 'A record of safety. Whom it is about and the coaches can read it.' })
export class SafetyRecordInput extends AboutInput {
  @Field({ description: 'What there is to say.' }) @Length(1, longest) words!: string;
}
@InputType({ description: 'The caller cannot go on as a coach of the engagement.' })
export class SayCannotGoOnInput extends EngagementInput {
  @Field(() => String, { nullable: true, description: 'Why, as far as the coach says it.' })
  @IsOptional()
  @Length(1, longest)
  words?: string | null;
}
@InputType({ description: 'Where confidentiality ends, as a coach has said it to somebody.' })
export class NameLimitOfConfidentialityInput extends AboutInput {
  @Field(() => ConfidentialityLimit, { description: 'Which limit.' })
  limit!: keyof typeof ConfidentialityLimit;
  @Field(() => String, { nullable: true, description: 'What was said about it.' })
  @IsOptional()
  @Length(1, longest)
  words?: string | null;
}
