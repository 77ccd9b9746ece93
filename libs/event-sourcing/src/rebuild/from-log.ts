import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { HandlerFailed, isFaultOfEvent } from '../following/faults.ts';
import { inTransaction } from '../leases/transaction.ts';
import { BEHIND, isBehind, setAside } from '../parked/parking.ts';
import { apply, fold } from '../projections/apply.ts';
import { deliveryOfLog } from '../projections/delivery.ts';
import { lockedPosition } from '../projections/log-place.ts';
import { type AnyProjection } from '../projections/table.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { type Part, readTypes } from '../store/read-types.ts';
import { type LogEvent } from '../store/rows.ts';
import { type HeldRows } from './held-rows.ts';

export interface FromLog {
  readonly pool: pg.Pool;
  readonly projection: AnyProjection;
  readonly catalogue: Catalogue;
  /** Names the new model's checkpoint. */
  readonly name: string;
  readonly table: HeldRows;
  readonly progress?: (done: number, of: number) => void;
}

const batchSize = 1_000;
/** So much is taken in memory before it is written. */
const stretch = { batches: 20, rows: 20_000 };
const ensure = 'insert into log.checkpoint (name) values ($1) on conflict do nothing';
const move = 'update log.checkpoint set pos = $2 where name = $1';

const readAfter = ({ pool, projection }: FromLog, position: number): Promise<Part> =>
  readTypes(pool, position, Object.keys(projection.on), batchSize);

const take = async (client: pg.ClientBase, from: FromLog, events: readonly LogEvent[], end: number) => {
  const { projection, catalogue, name, table } = from;
  const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
  if (deliveries.length > 0) await apply(client, { ...projection, name }, table, deliveries);
  await client.query(move, [name, end]);
};

/** A place in the log, and what comes after it. */
interface At {
  readonly position: number;
  readonly next: Part;
}
const isEnd = ({ position, next }: At): boolean => next.reached === position;

/** Takes a stretch in memory, and writes what it left. The next batch is read while one is taken. @throws HandlerFailed; what the database throws */
const takeStretch = (from: FromLog, start: At): Promise<At> =>
  inTransaction(from.pool, async (client) => {
    const { projection, catalogue, name, table } = from;
    const { blocked, skipped } = await setAside(client, name);
    let at = start;
    for (let batch = 0; batch < stretch.batches && table.waiting() < stretch.rows && !isEnd(at); batch++) {
      const { events, reached } = at.next;
      const deliveries = events
        .filter(({ id }) => !skipped.has(id))
        .map((event) => deliveryOfLog(event, catalogue));
      if (deliveries.some(({ reference }) => isBehind(blocked, reference)))
        throw new HandlerFailed(new Error(BEHIND));
      const [next] = await Promise.all([
        readAfter(from, reached),
        fold(client, projection, table, deliveries),
      ]);
      at = { position: reached, next };
    }
    await table.flush(client);
    await client.query(move, [name, at.position]);
    return at;
  });

/** Takes a stretch batch by batch, so that what cannot be taken is found, and set aside. */
const takeByBatches = async (from: FromLog, start: At): Promise<At> => {
  let at = start;
  for (let batch = 0; batch < stretch.batches && !isEnd(at); batch++) {
    const { events, reached } = at.next;
    await inTransaction(from.pool, (client) => take(client, from, events, reached));
    at = { position: reached, next: await readAfter(from, reached) };
  }
  return at;
};

/** Brings the new model to the end of the log. */
export const catchUpWithLog = async (from: FromLog): Promise<void> => {
  const { pool, name, table, progress } = from;
  const { rows } = await pool.query<{ pos: string }>('select coalesce(max(pos), 0) as pos from log.event');
  const goal = Number(rows[0]?.pos ?? 0);
  const position = await inTransaction(pool, (client) => lockedPosition(client, name));
  for (let at: At = { position, next: await readAfter(from, position) }; !isEnd(at);) {
    const start = at;
    at = await takeStretch(from, start).catch((error: unknown) => {
      if (!isFaultOfEvent(error)) throw error;
      table.forget();
      return takeByBatches(from, start);
    });
    progress?.(Math.min(at.position, goal), goal);
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
  const { projection, name } = from;
  await client.query(ensure, [projection.name]);
  const live = await lockedPosition(client, projection.name); // the runner waits from here on
  for (;;) {
    const at = await lockedPosition(client, name);
    if (at >= live) break;
    const { events, reached } = await readAfter(from, at);
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
