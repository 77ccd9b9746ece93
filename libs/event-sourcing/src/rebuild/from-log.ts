import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../leases/transaction.ts';
import { apply } from '../projections/apply.ts';
import { deliveryOfLog } from '../projections/delivery.ts';
import { lockedPosition } from '../projections/log-place.ts';
import { type AnyProjection, type Table } from '../projections/table.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { readTypes } from '../store/read-types.ts';
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

const typesOf = ({ projection }: FromLog): readonly string[] => Object.keys(projection.on);

const take = async (client: pg.ClientBase, from: FromLog, events: readonly LogEvent[], end: number) => {
  const { projection, catalogue, name, table } = from;
  const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
  if (deliveries.length > 0) await apply(client, { ...projection, name }, table, deliveries);
  await client.query(move, [name, end]);
};

/** Brings the new model to the end of the log. The next batch is read while one is written. */
export const catchUpWithLog = async (from: FromLog): Promise<void> => {
  const { pool, name, progress } = from;
  const { rows } = await pool.query<{ pos: string }>('select coalesce(max(pos), 0) as pos from log.event');
  const goal = Number(rows[0]?.pos ?? 0);
  const types = typesOf(from);
  let at = await inTransaction(pool, (client) => lockedPosition(client, name));
  for (let next = await readTypes(pool, at, types, batchSize); next.reached > at;) {
    const { events, reached } = next;
    [next] = await Promise.all([
      readTypes(pool, reached, types, batchSize),
      inTransaction(pool, (client) => take(client, from, events, reached)),
    ]);
    at = reached;
    progress?.(Math.min(at, goal), goal);
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
  const { pool, projection, name } = from;
  await client.query(ensure, [projection.name]);
  const live = await lockedPosition(client, projection.name); // the runner waits from here on
  for (;;) {
    const at = await lockedPosition(client, name);
    if (at >= live) break;
    const { events, reached } = await readTypes(pool, at, typesOf(from), batchSize);
    if (reached === at) break;
    const known = events.filter(({ position }) => position <= live);
    await take(client, from, known, Math.min(reached, live));
  }
  const next = await lockedPosition(client, name);
  if (next <= live) return true;
  // No runner, or one that stands still: it goes on from where the new rows are, or it would take events twice.
  await client.query(move, [projection.name, next]);
  return false;
};
