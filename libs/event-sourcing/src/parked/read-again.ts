import { type Kafka, type KafkaMessage } from 'kafkajs';
import { readTopic } from '../kafka/reader.ts';
import { type Delivery, deliveryOfLog, deliveryOfMessage } from '../projections/delivery.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type EventStore } from '../store/event-store.ts';
import { type ReadAgain, type Replayable } from './parked.ts';

/** Reads events of the own log again. */
export const readAgainFromLog =
  (store: EventStore, catalogue: Catalogue): ReadAgain =>
  async (parked) => {
    const found: Delivery[] = [];
    for (const { pos } of parked) {
      const [event] = pos === undefined ? [] : await store.readLog(pos - 1, 1);
      if (event && event.position === pos) found.push(deliveryOfLog(event, catalogue));
    }
    return found;
  };

const patience = 30_000;

/** Reads events of another service's topic again: from the first of them on, until all are found. */
export const readAgainFromTopic =
  (kafka: Kafka, catalogue: Catalogue): ReadAgain =>
  async (parked) => {
    const [first] = parked;
    if (first?.topic === undefined || first.part === undefined) return [];
    const { topic, part } = first;
    const wanted = new Map(parked.map((each): [string | undefined, Replayable] => [each.offset, each]));
    const found: Delivery[] = [];
    const done = new AbortController();
    const take = (from: number, messages: readonly KafkaMessage[]) => {
      if (from !== part) return Promise.resolve();
      for (const message of messages) {
        if (!wanted.delete(message.offset)) continue;
        const delivery = deliveryOfMessage(topic, part, message, catalogue);
        if (delivery) found.push(delivery);
      }
      if (wanted.size === 0) done.abort();
      return Promise.resolve();
    };
    const from = new Map([[part, BigInt(first.offset ?? 0)]]);
    await readTopic({
      kafka,
      topic,
      from,
      stop: AbortSignal.any([done.signal, AbortSignal.timeout(patience)]),
      take,
    });
    return found;
  };
