import { type Type } from '@nestjs/common';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import * as types from './entry.types.ts';

const tokenIs = { description: 'Send it as the header read-after, to see the change in queries.' };

/** What a mutation about an entry gives back. */
export interface EntryPayload<Node> {
  readonly entry: Node;
  readonly token: string;
}

const payloadOf = <Node>(name: string, type: () => Type<Node>): Type<EntryPayload<Node>> => {
  @ObjectType(`${name}Payload`, { description: `A ${name} that was noted or changed.` })
  class Payload implements EntryPayload<Node> {
    @Field(type, { description: 'The entry, as changed.' }) entry!: Node;
    @Field(() => String, tokenIs) token!: string;
  }
  return Payload;
};

export const SettlednessPayload = payloadOf('Settledness', () => types.Settledness);
export const MarkOfMeetingPayload = payloadOf('MarkOfMeeting', () => types.MarkOfMeeting);
export const PresenceNotePayload = payloadOf('PresenceNote', () => types.PresenceNote);
export const EnergyPayload = payloadOf('Energy', () => types.Energy);
export const GuardedAspectPayload = payloadOf('GuardedAspect', () => types.GuardedAspect);
export const RedirectedEnergyPayload = payloadOf('RedirectedEnergy', () => types.RedirectedEnergy);
export const AllianceRatingPayload = payloadOf('AllianceRating', () => types.AllianceRating);
export const RupturePayload = payloadOf('Rupture', () => types.Rupture);
export const TurnedToPayload = payloadOf('TurnedTo', () => types.TurnedTo);
export const NotePayload = payloadOf('Note', () => types.Note);
export const SafetyRecordPayload = payloadOf('SafetyRecord', () => types.SafetyRecord);

@ObjectType({ description: 'An entry that its author has shared with the coaches.' })
export class SharedEntryPayload {
  @Field(() => ID, { description: 'The entry.' }) entryId!: string;
  @Field(() => String, tokenIs) token!: string;
}
