import type pg from 'pg';
import { type Duty, leaseTtl, type Turn } from '../following/follower.ts';
import { inParts, messageOf } from '../kafka/messages.ts';
import { type EventPublisher } from '../kafka/publisher.ts';
import { passPlace, positionOf } from '../projections/log-place.ts';
import { type EventStore } from '../store/event-store.ts';

const name = 'relay';
const batchSize = 500;
/** Waiting for news ends with the news; this is for news that got lost. */
const patience = 1_000;

export interface RelayOptions {
  readonly service: string;
  readonly topic: string;
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly publisher: EventPublisher;
  readonly published?: (count: number) => void;
}

/**
 * Publishes the log to its topic: in order, at least once. The log is the outbox; the checkpoint moves after the broker
 * has acknowledged, in the log's own database.
 */
export const relay = ({ service, topic, store, pool, publisher, published }: RelayOptions): Duty => ({
  name,
  async run({ lease, signal, stop }: Turn): Promise<void> {
    try {
      const last = await positionOf(pool, name);
      let events = await store.readLog(last, batchSize);
      for (let at = last; !stop.aborted;) {
        const end = events.at(-1);
        if (end) {
          await lease.confirm(leaseTtl); // a lease that was lost is noticed before the next write, not after it
          const messages = events.map((event) => messageOf(service, event));
          for (const part of inParts(messages)) await publisher.publish(topic, part);
          published?.(events.length);
          const from = at;
          at = end.position;
          [events] = await Promise.all([
            store.readLog(at, batchSize),
            passPlace(pool, lease, name, from, at),
          ]);
        } else {
          await signal.wait(patience);
          events = await store.readLog(at, batchSize);
        }
      }
    } finally {
      await publisher.close();
    }
  },
});
