import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Connection, DateTime } from '@securebase/service-kit';
import { type SafetyKind } from '../read-models/entry-view.ts';
import {
  ConfidentialityLimit,
  HowMuch,
  RedirectedTo,
  SafetyRecordKind,
  SettlednessStep,
  TurnedToWhom,
} from './entry.enums.ts';
import { EntryAboutNode, EntryNode, OwnEntryNode } from './entry-node.ts';

const inWords = { nullable: true, description: 'In the words of whoever noted it.' } as const;

@ObjectType({
  description:
    'How settled somebody came to a session and left it. Client and coach see how they affect each other.',
})
export class Settledness extends EntryAboutNode {
  @Field(() => SettlednessStep, { nullable: true, description: 'On arriving; null where it was not noted.' })
  get arriving(): Promise<keyof typeof SettlednessStep | null> {
    return this.said('arriving');
  }
  @Field(() => SettlednessStep, { nullable: true, description: 'On leaving; null where it was not noted.' })
  get leaving(): Promise<keyof typeof SettlednessStep | null> {
    return this.said('leaving');
  }
}

@ObjectType({
  description: 'A mark of the caller’s own on a session: there was a moment of meeting. Nobody else sees it.',
})
export class MarkOfMeeting extends EntryNode {
  @Field(() => ID, { description: 'Whom they met.' })
  get withId(): string | null {
    return this.row.thingId;
  }
  @Field(() => String, inWords)
  get words(): Promise<string | null> {
    return this.said('words');
  }
}

@ObjectType({
  description: 'A moment of meeting that both have marked, neither having seen the other’s mark.',
})
export class MomentOfMeeting extends EntryNode {
  @Field(() => [ID], { description: 'The two, in no order.' })
  get betweenIds(): readonly string[] {
    return [this.row.authorId, this.row.aboutId].toSorted();
  }
}

@ObjectType({ description: 'What a coach notes of their own presence, for themselves.' })
export class PresenceNote extends EntryNode {
  @Field(() => String, inWords)
  get words(): Promise<string | null> {
    return this.said('words');
  }
}

@ObjectType({
  description: 'How much of somebody’s energy guards, and how much is free. Theirs, until they share it.',
})
export class Energy extends OwnEntryNode {
  @Field(() => HowMuch, { nullable: true, description: 'How much goes into guarding.' })
  get guarding(): Promise<keyof typeof HowMuch | null> {
    return this.said('guarding');
  }
  @Field(() => HowMuch, { nullable: true, description: 'How much is free.' })
  get free(): Promise<keyof typeof HowMuch | null> {
    return this.said('free');
  }
}

@ObjectType({ description: 'What somebody guards. Theirs, until they share it.' })
export class GuardedAspect extends OwnEntryNode {
  @Field(() => String, inWords)
  get words(): Promise<string | null> {
    return this.said('words');
  }
}

@ObjectType({ description: 'Where energy went that was bound before. Theirs, until they share it.' })
export class RedirectedEnergy extends OwnEntryNode {
  @Field(() => ID, { nullable: true, description: 'The aspect that was guarded.' })
  get aspectId(): string | null {
    return this.row.aspectId;
  }
  @Field(() => RedirectedTo, { nullable: true, description: 'To what it went.' })
  get to(): Promise<keyof typeof RedirectedTo | null> {
    return this.said('to');
  }
  @Field(() => ID, { nullable: true, description: 'Which goal, experiment or tie.' })
  get toId(): string | null {
    return this.row.thingId;
  }
  @Field(() => String, inWords)
  get words(): Promise<string | null> {
    return this.said('words');
  }
}

@ObjectType({
  description:
    'How well coach and client work together, as client or member rates it, from 1 to 5. Theirs, until they share it.',
})
export class AllianceRating extends OwnEntryNode {
  @Field(() => Int, { nullable: true, description: 'The bond.' })
  get bond(): Promise<number | null> {
    return this.said<number>('bond');
  }
  @Field(() => Int, { nullable: true, description: 'Agreement on what they do.' })
  get task(): Promise<number | null> {
    return this.said<number>('task');
  }
  @Field(() => Int, { nullable: true, description: 'Agreement on where they go.' })
  get goal(): Promise<number | null> {
    return this.said<number>('goal');
  }
}

@ObjectType({ description: 'Something that has torn between coach and client, and whether it is mended.' })
export class Rupture extends EntryAboutNode {
  @Field(() => String, { nullable: true, description: 'What happened between them.' })
  get words(): Promise<string | null> {
    return this.said('words');
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was mended; null while it is open.' })
  get repairedAt(): Date | string | null {
    return this.row.changedAt;
  }
  @Field(() => String, { nullable: true, description: 'What helped.' })
  get helped(): Promise<string | null> {
    return this.said('helped');
  }
}

@ObjectType({ description: 'To whom the client or a member turned when it was hard. Without a score.' })
export class TurnedTo extends EntryNode {
  @Field(() => ID, { description: 'Who turned to somebody.' })
  get authorId(): string {
    return this.row.authorId;
  }
  @Field(() => TurnedToWhom, { nullable: true, description: 'To whom.' })
  get turnedTo(): Promise<keyof typeof TurnedToWhom | null> {
    return this.said('turnedTo');
  }
  @Field(() => String, inWords)
  get words(): Promise<string | null> {
    return this.said('words');
  }
}

@ObjectType({ description: 'A note: its author’s alone, or for everybody who takes part.' })
export class Note extends EntryNode {
  @Field(() => ID, { description: 'Who wrote it.' })
  get authorId(): string {
    return this.row.authorId;
  }
  @Field(() => Boolean, { description: 'Whether everybody who takes part reads it.' })
  get isShared(): boolean {
    return this.row.audience === 'TAKES_PART';
  }
  @Field(() => String, { nullable: true, description: 'The note, as it was corrected last.' })
  get words(): Promise<string | null> {
    return this.said('words');
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was corrected last.' })
  get correctedAt(): Date | string | null {
    return this.row.changedAt;
  }
}

@ObjectType({ description: 'A record of safety, for whom it is about and the coaches.' })
export class SafetyRecord extends EntryAboutNode {
  @Field(() => SafetyRecordKind, { description: 'What it is about.' })
  get kind(): SafetyKind {
    return this.row.kind as SafetyKind;
  }
  @Field(() => ConfidentialityLimit, {
    nullable: true,
    description: 'Where confidentiality ends, in a record that says so.',
  })
  get limit(): Promise<keyof typeof ConfidentialityLimit | null> {
    return this.said('limit');
  }
  @Field(() => String, inWords)
  get words(): Promise<string | null> {
    return this.said('words');
  }
}

export const SettlednessConnection = Connection('Settledness', () => Settledness);
export const MarkOfMeetingConnection = Connection('MarkOfMeeting', () => MarkOfMeeting);
export const MomentOfMeetingConnection = Connection('MomentOfMeeting', () => MomentOfMeeting);
export const PresenceNoteConnection = Connection('PresenceNote', () => PresenceNote);
export const EnergyConnection = Connection('Energy', () => Energy);
export const GuardedAspectConnection = Connection('GuardedAspect', () => GuardedAspect);
export const RedirectedEnergyConnection = Connection('RedirectedEnergy', () => RedirectedEnergy);
export const AllianceRatingConnection = Connection('AllianceRating', () => AllianceRating);
export const RuptureConnection = Connection('Rupture', () => Rupture);
export const TurnedToConnection = Connection('TurnedTo', () => TurnedTo);
export const NoteConnection = Connection('Note', () => Note);
export const SafetyRecordConnection = Connection('SafetyRecord', () => SafetyRecord);
