import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../leases/transaction.ts';
import { apply } from '../projections/apply.ts';
import { deliveryOfLog } from '../projections/delivery.ts';
import { lockedPosition } from '../projections/log-place.ts';
import { type AnyProjection, type Table } from '../projections/table.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { EventStore } from '../store/event-store.ts';
import { type LogEvent } from '../store/rows.ts';

export interface FromLog {
  readonly pool: pg.Pool;
  readonly projection: AnyProjection;
  readonly catalogue: Catalogue;
  /** Names the new model's checkpoint. */
  readonly name: string;
  readonly table: Table;
  readonly progress?: (done: number, of: number) => void;
}

const batchSize = 1_000;
const ensure = 'insert into log.checkpoint (name) values ($1) on conflict do nothing';
const move = 'update log.checkpoint set pos = $2 where name = $1';

const take = async (client: pg.ClientBase, from: FromLog, events: readonly LogEvent[], end: LogEvent) => {
  const { projection, catalogue, name, table } = from;
  const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
  await apply(client, { ...projection, name }, table, deliveries);
  await client.query(move, [name, end.position]);
};

/** Brings the new model to the end of the log. The next batch is read while one is written. */
export const catchUpWithLog = async (from: FromLog): Promise<void> => {
  const { pool, name, progress } = from;
  const store = new EventStore({ pool, catalogue: from.catalogue });
  const { rows } = await pool.query<{ pos: string }>('select coalesce(max(pos), 0) as pos from log.event');
  const goal = Number(rows[0]?.pos ?? 0);
  const begin = await inTransaction(pool, (client) => lockedPosition(client, name));
  for (let events = await store.readLog(begin, batchSize); ;) {
    const end = events.at(-1);
    if (!end) break;
    const batch = events;
    [events] = await Promise.all([
      store.readLog(end.position, batchSize),
      inTransaction(pool, (client) => take(client, from, batch, end)),
    ]);
    progress?.(Math.min(end.position, goal), goal);
  }
  progress?.(goal, goal);
};

const behind = `
  select from log.checkpoint live, log.checkpoint next, log.lease l
   where live.name = $1 and next.name = $2 and live.pos < next.pos
     and l.name = 'projection:' || $1 and l.expires_at > clock_timestamp()`;
const waitAtMost = 5_000;

/** Lets a live model whose runner is at work come as far as the new one, so that the two can be compared. */
export const letLiveCatchUp = async ({ pool, projection, name }: FromLog): Promise<void> => {
  for (const deadline = performance.now() + waitAtMost; performance.now() < deadline;) {
    const { rowCount } = await pool.query(behind, [projection.name, name]);
    if (rowCount === 0) return;
    await after(10);
  }
};

/**
 * In the transaction of the swap: brings both models to one place, and holds the live one's runner there.
 * @returns whether the live model had come as far as the new one.
 */
export const meetAtLog = async (client: pg.ClientBase, from: FromLog): Promise<boolean> => {
  const { pool, projection, catalogue, name } = from;
  await client.query(ensure, [projection.name]);
  const live = await lockedPosition(client, projection.name); // the runner waits from here on
  const store = new EventStore({ pool, catalogue });
  for (;;) {
    const at = await lockedPosition(client, name);
    const events = at < live ? await store.readLog(at, batchSize) : [];
    const known = events.filter(({ position }) => position <= live);
    const end = known.at(-1);
    if (end) await take(client, from, known, end);
    else break;
  }
  const next = await lockedPosition(client, name);
  if (next <= live) return true;
  // No runner, or one that stands still: it goes on from where the new rows are, or it would take events twice.
  await client.query(move, [projection.name, next]);
  return false;
};
