import type pg from 'pg';
import { type Duty, type Turn } from '../following/follower.ts';
import { inTransaction } from '../leases/transaction.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type EventStore } from '../store/event-store.ts';
import { apply } from './apply.ts';
import { deliveryOfLog } from './delivery.ts';
import { holdPlace, movePlace, passPlace, positionOf } from './log-place.ts';
import { type AnyProjection, tableOf } from './table.ts';

const batchSize = 1_000;
/** Waiting for news ends with the news; this is for news that got lost. */
const patience = 1_000;

export interface FollowingLog {
  readonly projection: AnyProjection;
  readonly store: EventStore;
  readonly catalogue: Catalogue;
  readonly pool: pg.Pool;
  /** After each batch: how many events, and how many of them were parked. */
  readonly applied?: (count: number, parked: number) => void;
}

/** Keeps a read model of this service's own log up to date: rows and checkpoint in one transaction. */
export const followLog = ({ projection, store, catalogue, pool, applied }: FollowingLog): Duty => ({
  name: `projection:${projection.name}`,
  async run({ lease, signal, stop }: Turn): Promise<void> {
    const { name } = projection;
    let last = await positionOf(pool, name);
    const table = await tableOf(pool, projection);
    while (!stop.aborted) {
      const events = await store.readLog(last, batchSize);
      const end = events.at(-1);
      if (!end) {
        await signal.wait(patience);
        continue;
      }
      const before = last;
      const followed = events.filter(({ type }) => Object.hasOwn(projection.on, type));
      let parked = 0;
      if (followed.length === 0) await passPlace(pool, lease, name, before, end.position);
      else
        parked = await inTransaction(pool, async (client) => {
          await holdPlace(client, lease, name, before);
          const deliveries = followed.map((event) => deliveryOfLog(event, catalogue));
          const { length } = await apply(client, projection, table, deliveries);
          await movePlace(client, name, end.position);
          return length;
        });
      last = end.position;
      applied?.(events.length, parked);
    }
  },
});
