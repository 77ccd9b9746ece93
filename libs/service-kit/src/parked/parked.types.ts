import { Directive, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type Type } from '@nestjs/common';
import { Length } from 'class-validator';
import { DateTime } from '../graphql/date-time.ts';

@ObjectType('ParkedEvent', {
  description:
    'An event that a read model could not take, or that waits behind one. A reference without content.',
})
@Directive('@shareable')
export class ParkedEventType {
  @Field(() => String, { description: 'The read model.' }) projection!: string;
  @Field(() => String, { description: 'The stream whose events wait.' }) stream!: string;
  @Field(() => Int, { description: 'Its place in the stream.' }) version!: number;
  @Field(() => ID, { description: 'The event.' }) eventId!: string;
  @Field(() => String, { description: 'What happened.' }) type!: string;
  @Field(() => String, {
    description: 'The code of the error, or BEHIND when it waits for an earlier event.',
  })
  reason!: string;
  @Field(() => DateTime, { description: 'Since when it waits.' }) parkedAt!: Date;
}

/** The input and payload of one service; their names begin with the service's. */
export const parkedTypesOf = (prefix: string) => {
  @InputType(`${prefix}ParkedStreamInput`, {
    description: 'Whose parked events: of one read model and one stream.',
  })
  class StreamInput {
    @Field(() => String, { description: 'The read model.' }) @Length(1, 100) projection!: string;
    @Field(() => String, { description: 'The stream.' }) @Length(1, 100) stream!: string;
  }

  @ObjectType(`${prefix}ParkedPayload`, { description: 'What came of it.' })
  class Payload {
    @Field(() => Int, { description: 'How many events were taken, or given up.' }) done!: number;
    @Field(() => [ParkedEventType], { description: 'What still waits of the stream.' })
    left!: ParkedEventType[];
  }
  return { StreamInput, Payload: Payload as Type<Payload> };
};
