import type pg from 'pg';
import { type Duty, type Turn } from '../following/follower.ts';
import { inTransaction } from '../leases/transaction.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { readTypes } from '../store/read-types.ts';
import { apply } from './apply.ts';
import { deliveryOfLog } from './delivery.ts';
import { holdPlace, movePlace, positionOf } from './log-place.ts';
import { type AnyProjection, tableOf } from './table.ts';
import { type Tail } from './tail.ts';

export const batchSize = 1_000;
/** Waiting for news ends with the news; this is for news that got lost. */
const patience = 1_000;

export interface FollowingLog {
  readonly projection: AnyProjection;
  readonly catalogue: Catalogue;
  readonly pool: pg.Pool;
  readonly tail: Tail;
  /** After each batch: how many events that it follows, and how many of them were parked. */
  readonly applied?: (count: number, parked: number) => void;
}

/** Keeps a read model of this service's own log up to date: rows and checkpoint in one transaction. */
export const followLog = ({ projection, catalogue, pool, tail, applied }: FollowingLog): Duty => ({
  name: `projection:${projection.name}`,
  async run({ lease, signal, stop }: Turn): Promise<void> {
    const { name } = projection;
    const types = Object.keys(projection.on);
    let last = await positionOf(pool, name);
    const table = await tableOf(pool, projection);
    let atTail = false;
    while (!stop.aborted) {
      // Far behind it reads by itself, and what concerns it only.
      const part = await (atTail ? tail.after(last) : readTypes(pool, last, types, batchSize));
      const { reached } = part;
      if (reached === last) {
        atTail = true;
        await signal.wait(patience);
        continue;
      }
      if (part.events.length === batchSize) atTail = false;
      const events = part.events.filter(({ type }) => Object.hasOwn(projection.on, type));
      const before = last;
      let parked = 0;
      if (events.length === 0) await tail.pass(lease, name, before, reached);
      else
        parked = await inTransaction(pool, async (client) => {
          await holdPlace(client, lease, name, before);
          const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
          const { length } = await apply(client, projection, table, deliveries);
          await movePlace(client, name, reached);
          return length;
        });
      last = reached;
      applied?.(events.length, parked);
    }
  },
});
