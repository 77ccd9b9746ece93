import type pg from 'pg';
import { type Duty, leaseTtl, type Turn } from '../following/follower.ts';
import { messageOf } from '../kafka/messages.ts';
import { type EventPublisher } from '../kafka/publisher.ts';
import { type Lease, LeaseLost } from '../leases/lease.ts';
import { type EventStore } from '../store/event-store.ts';

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
  name: 'relay',
  async run({ lease, signal, stop }: Turn): Promise<void> {
    try {
      const last = await positionOf(pool);
      let events = await store.readLog(last, batchSize);
      for (let at = last; !stop.aborted;) {
        const end = events.at(-1);
        if (end) {
          await lease.confirm(leaseTtl); // a lease that was lost is noticed before the next write, not after it
          await publisher.publish(
            topic,
            events.map((event) => messageOf(service, event)),
          );
          published?.(events.length);
          const from = at;
          at = end.position;
          [events] = await Promise.all([store.readLog(at, batchSize), moveTo(pool, lease, from, at)]);
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

// One statement: the lease cannot change hands between the look at it and the move.
const move = {
  name: 'log.move-relay',
  text: `update log.checkpoint c set pos = $5
    from (select name from log.lease where name = $1 and owner = $2 and epoch = $3 for share) l
    where c.name = l.name and c.pos = $4`,
};

const moveTo = async (pool: pg.Pool, lease: Lease, from: number, to: number): Promise<void> => {
  const { rowCount } = await pool.query({ ...move, values: [...lease.identity, from, to] });
  if (rowCount !== 1) throw new LeaseLost(lease.name);
};

const positionOf = async (pool: pg.Pool) => {
  await pool.query(`insert into log.checkpoint (name) values ('relay') on conflict do nothing`);
  const { rows } = await pool.query<{ pos: string }>(`select pos from log.checkpoint where name = 'relay'`);
  return Number(rows[0]?.pos ?? 0);
};
