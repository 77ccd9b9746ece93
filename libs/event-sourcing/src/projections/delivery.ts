import { type Recorded } from '@securebase/domain-kit';
import { type KafkaMessage } from 'kafkajs';
import { eventOf, referenceOf } from '../kafka/messages.ts';
import { type Catalogue, dataOf } from '../store/catalogue.ts';
import { type LogEvent } from '../store/rows.ts';

/** Where an event is, so that it can be read again. */
export type Place =
  { readonly pos: number } | { readonly topic: string; readonly part: number; readonly offset: string };

export type Reference = Omit<Recorded, 'data'>;

/** An event on its way to a read model: which one and where it is, and how to read it. Reading can fail; naming cannot. */
export interface Delivery {
  readonly reference: Reference;
  readonly place: Place;
  readonly read: () => Recorded;
}

export const deliveryOfLog = (stored: LogEvent, catalogue: Catalogue): Delivery => {
  const { data, position, schemaVersion, type, tenantId, stream, version, id, at, actorId } = stored;
  const reference = { type, tenantId, stream, version, id, at, actorId };
  return {
    reference,
    place: { pos: position },
    read: () => ({ ...reference, data: dataOf(catalogue, { type, schemaVersion, stream, version, data }) }),
  };
};

/** `undefined` for a message that is no event at all: nothing can be said of it, not even whose stream it belongs to. */
export const deliveryOfMessage = (
  topic: string,
  part: number,
  message: KafkaMessage,
  catalogue: Catalogue,
): Delivery | undefined => {
  const reference = referenceOf(message.headers);
  return (
    reference && {
      reference,
      place: { topic, part, offset: message.offset },
      read: () => eventOf(message, catalogue),
    }
  );
};
