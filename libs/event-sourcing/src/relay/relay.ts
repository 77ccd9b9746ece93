import type pg from 'pg';
import { type Duty, type Turn } from '../following/follower.ts';
import { type EventPublisher } from '../kafka/publisher.ts';
import { messageOf } from '../kafka/messages.ts';
import { LeaseLost } from '../leases/lease.ts';
import { inTransaction } from '../leases/transaction.ts';
import { type EventStore } from '../store/event-store.ts';
import { Pace } from '../following/pace.ts';

const batchSize = 500;
const ttl = 5_000;

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
    const pace = new Pace();
    try {
      let last = await positionOf(pool);
      while (!stop.aborted) {
        const events = await store.readLog(last, batchSize);
        const end = events.at(-1);
        if (!end) {
          if (await signal.wait(pace.idle(), stop)) pace.busy();
          continue;
        }
        pace.busy();
        await lease.renew(ttl); // a lease that was lost is noticed before the next write, not after it
        await publisher.publish(
          topic,
          events.map((event) => messageOf(service, event)),
        );
        await inTransaction(pool, async (client) => {
          await lease.fence(client);
          const { rowCount } = await client.query(advance, [end.position, last]);
          if (rowCount !== 1) throw new LeaseLost('relay');
        });
        published?.(events.length);
        last = end.position;
      }
    } finally {
      await publisher.close();
    }
  },
});

const advance = `update log.checkpoint set pos = $1 where name = 'relay' and pos = $2`;

const positionOf = async (pool: pg.Pool) => {
  await pool.query(`insert into log.checkpoint (name) values ('relay') on conflict do nothing`);
  const { rows } = await pool.query<{ pos: string }>(`select pos from log.checkpoint where name = 'relay'`);
  return Number(rows[0]?.pos ?? 0);
};
