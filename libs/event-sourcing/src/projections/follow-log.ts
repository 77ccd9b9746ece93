import type pg from 'pg';
import { type Duty, type Turn } from '../following/follower.ts';
import { type Lease, LeaseLost } from '../leases/lease.ts';
import { inTransaction } from '../leases/transaction.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type EventStore } from '../store/event-store.ts';
import { apply } from './apply.ts';
import { deliveryOfLog } from './delivery.ts';
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

const ensure = 'insert into log.checkpoint (name) values ($1) on conflict do nothing';
const lock = {
  name: 'log.lock-checkpoint',
  text: 'select pos from log.checkpoint where name = $1 for update',
};
const move = { name: 'log.move-checkpoint', text: 'update log.checkpoint set pos = $2 where name = $1' };

/** Where a reader of the log is; locks the place until the end of the transaction. */
export const lockedPosition = async (client: pg.ClientBase, name: string): Promise<number> => {
  const { rows } = await client.query<{ pos: string }>({ ...lock, values: [name] });
  return Number(rows[0]?.pos ?? 0);
};

// One statement, one way to the server and back: nobody can take over, and no rebuild or retry moves rows, before the end.
const hold = {
  name: 'log.hold-checkpoint',
  text: `select c.pos from log.lease l, log.checkpoint c
    where l.name = $1 and l.owner = $2 and l.epoch = $3 and c.name = $4 for share of l for update of c`,
};

/** @throws LeaseLost when another instance has the lease, or has moved the place. */
export const holdPlace = async (
  client: pg.ClientBase,
  lease: Lease,
  name: string,
  position: number,
): Promise<void> => {
  const { rows } = await client.query<{ pos: string }>({ ...hold, values: [...lease.identity, name] });
  if (rows.length !== 1 || Number(rows[0]?.pos) !== position) throw new LeaseLost(lease.name);
};

/** Keeps a read model of this service's own log up to date: rows and checkpoint in one transaction. */
export const followLog = ({ projection, store, catalogue, pool, applied }: FollowingLog): Duty => ({
  name: `projection:${projection.name}`,
  async run({ lease, signal, stop }: Turn): Promise<void> {
    await pool.query(ensure, [projection.name]);
    const table = await tableOf(pool, projection);
    const { rows } = await pool.query<{ pos: string }>('select pos from log.checkpoint where name = $1', [
      projection.name,
    ]);
    let last = Number(rows[0]?.pos ?? 0);
    while (!stop.aborted) {
      const events = await store.readLog(last, batchSize);
      const end = events.at(-1);
      if (!end) {
        await signal.wait(patience);
        continue;
      }
      const before = last;
      const parked = await inTransaction(pool, async (client) => {
        await holdPlace(client, lease, projection.name, before);
        const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
        const { length } = await apply(client, projection, table, deliveries);
        await client.query({ ...move, values: [projection.name, end.position] });
        return length;
      });
      last = end.position;
      applied?.(events.length, parked);
    }
  },
});
