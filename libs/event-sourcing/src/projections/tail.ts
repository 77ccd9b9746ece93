import DataLoader from 'dataloader';
import type pg from 'pg';
import { type Lease } from '../leases/lease.ts';
import { type Part, readTypes } from '../store/read-types.ts';
import { passPlace } from './log-place.ts';

interface Passing {
  readonly lease: Lease;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

// As `passPlace`, for many. A place that somebody has locked is left out: waiting for it here, with others held, could be
// waiting for each other.
const passMany = {
  name: 'log.pass-checkpoints',
  text: `with held as (
      select c.name, g.target from unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[])
               g (lease, owner, epoch, name, pos, target)
        join log.lease l on l.name = g.lease and l.owner = g.owner and l.epoch = g.epoch
        join log.checkpoint c on c.name = g.name and c.pos = g.pos
         for share of l for update of c skip locked)
    update log.checkpoint c set pos = held.target from held where c.name = held.name returning c.name`,
};

/**
 * The end of the log, for all read models of a process together: what they ask for in the same turn of the event loop, as they
 * do when they are woken, is read once, and those whom the news does not concern pass it in one statement. One by one, forty
 * read models would take forty times as long as one until the last has seen an event.
 */
export class Tail {
  readonly #pool: pg.Pool;
  readonly #parts: DataLoader<number, Part>;
  readonly #passing: DataLoader<Passing, boolean>;

  /** @param types of events that any of the read models follows */
  constructor(pool: pg.Pool, types: readonly string[], limit: number) {
    this.#pool = pool;
    const together = { cache: false, batchScheduleFn: setImmediate };
    this.#parts = new DataLoader(async (positions) => {
      const parts = new Map(
        [...new Set(positions)].map((after) => [after, readTypes(pool, after, types, limit)] as const),
      );
      return Promise.all(positions.map(async (after) => (await parts.get(after)) ?? nothingAfter(after)));
    }, together);
    this.#passing = new DataLoader((all) => this.#passAll(all), together);
  }

  /** What comes after a position, of all types that are followed. It is read after it was asked for, never before. */
  after(position: number): Promise<Part> {
    return this.#parts.load(position);
  }

  /** Moves a place past events that do not concern its read model. @throws LeaseLost, as `passPlace` does */
  async pass(lease: Lease, name: string, from: number, to: number): Promise<void> {
    if (!(await this.#passing.load({ lease, name, from, to })))
      await passPlace(this.#pool, lease, name, from, to);
  }

  async #passAll(all: readonly Passing[]): Promise<boolean[]> {
    const column = <T>(of: (passing: Passing) => T): T[] => all.map(of);
    const { rows } = await this.#pool.query<{ name: string }>({
      ...passMany,
      values: [
        column(({ lease }) => lease.identity[0]),
        column(({ lease }) => lease.identity[1]),
        column(({ lease }) => lease.identity[2]),
        column(({ name }) => name),
        column(({ from }) => from),
        column(({ to }) => to),
      ],
    });
    const passed = new Set(rows.map(({ name }) => name));
    return column(({ name }) => passed.has(name));
  }
}

const nothingAfter = (position: number): Part => ({ events: [], reached: position });
