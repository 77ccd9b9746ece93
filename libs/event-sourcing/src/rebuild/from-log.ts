import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { HandlerFailed, isFaultOfEvent } from '../following/faults.ts';
import { inTransaction } from '../leases/transaction.ts';
import { BEHIND, isBehind, type SetAside, setAside } from '../parked/parking.ts';
import { apply, fold } from '../projections/apply.ts';
import { type Delivery, deliveryOfLog } from '../projections/delivery.ts';
import { lockedPosition } from '../projections/log-place.ts';
import { readTypes } from '../store/read-types.ts';
import { type LogEvent } from '../store/rows.ts';
import { type Built } from './built.ts';

const batchSize = 1_000;
const ensure = 'insert into log.checkpoint (name) values ($1) on conflict do nothing';
const move = 'update log.checkpoint set pos = $2 where name = $1';

const take = async (
  client: pg.ClientBase,
  { projection, catalogue, name, table }: Built,
  events: readonly LogEvent[],
  end: number,
) => {
  const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
  if (deliveries.length > 0) await apply(client, { ...projection, name }, table, deliveries);
  await client.query(move, [name, end]);
};

const typesOf = ({ projection }: Built): readonly string[] => Object.keys(projection.on);

/** One of the new models, on its way through the log. */
export class Follower {
  readonly built: Built;
  /** Up to here its rows are written. */
  #position: number;
  #aside: SetAside;
  #fault = false;

  private constructor(built: Built, position: number, aside: SetAside) {
    this.built = built;
    this.#position = position;
    this.#aside = aside;
  }

  static readonly of = (built: Built): Promise<Follower> =>
    inTransaction(built.pool, async (client) => {
      const position = await lockedPosition(client, built.name);
      return new Follower(built, position, await setAside(client, built.name));
    });

  get position(): number {
    return this.#position;
  }

  /** Takes what it follows of a batch, in memory. What cannot be taken is found when the stretch is written. */
  async hold(deliveries: readonly Delivery[]): Promise<void> {
    if (this.#fault) return;
    const { pool, projection, name, table } = this.built;
    const { blocked, skipped } = this.#aside;
    const own = deliveries.filter(
      ({ reference, place }) =>
        Object.hasOwn(projection.on, reference.type) &&
        'pos' in place &&
        place.pos > this.#position &&
        !skipped.has(reference.id),
    );
    if (own.length === 0) return;
    try {
      if (own.some(({ reference }) => isBehind(blocked, reference)))
        throw new HandlerFailed(new Error(BEHIND));
      await fold(pool, { ...projection, name }, table, own);
    } catch (error) {
      if (!isFaultOfEvent(error)) throw error;
      this.#fault = true;
    }
  }

  /** Writes what waits, and that everything up to a position is written. */
  async write(to: number): Promise<void> {
    const { pool, name, table } = this.built;
    if (to <= this.#position) return;
    if (!this.#fault)
      try {
        await inTransaction(pool, async (client) => {
          await table.flush(client);
          await client.query(move, [name, to]);
        });
        this.#position = to;
        return;
      } catch (error) {
        if (!isFaultOfEvent(error)) throw error;
      }
    table.forget();
    this.#position = await takeByBatches(this.built, this.#position, to);
    this.#aside = await inTransaction(pool, (client) => setAside(client, name));
    this.#fault = false;
  }
}

/**
 * Takes events batch by batch, so that what cannot be taken is found, and set aside.
 * @returns how far it came: to the position given, or to the end of the log before that
 */
const takeByBatches = async (built: Built, from: number, to: number): Promise<number> => {
  for (let at = from; ;) {
    const { events, reached } = await readTypes(built.pool, at, typesOf(built), batchSize);
    const end = Math.min(reached, to);
    if (end <= at) return at;
    const known = events.filter(({ position }) => position <= end);
    await inTransaction(built.pool, (client) => take(client, built, known, end));
    at = end;
  }
};

/** What has happened since the pass, while others were compared and swapped: little is left for the transaction of the swap. */
export const catchUpAgain = async (built: Built): Promise<void> => {
  const at = await inTransaction(built.pool, (client) => lockedPosition(client, built.name));
  await takeByBatches(built, at, Infinity);
};

const behind = `
  select from log.checkpoint live, log.checkpoint next, log.lease l
   where live.name = $1 and next.name = $2 and live.pos < next.pos
     and l.name = 'projection:' || $1 and l.expires_at > clock_timestamp()`;
const waitAtMost = 5_000;

/** Lets a live model whose runner is at work come as far as the new one, so that the two can be compared. */
export const letLiveCatchUp = async ({ pool, projection, name }: Built): Promise<void> => {
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
export const meetAtLog = async (client: pg.ClientBase, built: Built): Promise<boolean> => {
  const { pool, projection, name } = built;
  await client.query(ensure, [projection.name]);
  const live = await lockedPosition(client, projection.name); // the runner waits from here on
  for (;;) {
    const at = await lockedPosition(client, name);
    if (at >= live) break;
    const { events, reached } = await readTypes(pool, at, typesOf(built), batchSize);
    if (reached === at) break;
    const known = events.filter(({ position }) => position <= live);
    await take(client, built, known, Math.min(reached, live));
  }
  const next = await lockedPosition(client, name);
  if (next <= live) return true;
  // No runner, or one that stands still: it goes on from where the new rows are, or it would take events twice.
  await client.query(move, [projection.name, next]);
  return false;
};
