import type pg from 'pg';
import { deliveryOfLog } from '../projections/delivery.ts';
import { type Catalogue } from '../store/catalogue.ts';
import { readTypes } from '../store/read-types.ts';
import { Follower } from './from-log.ts';
import { type Built } from './built.ts';
import { forgetDownTo } from './held-rows.ts';

export interface Pass {
  readonly pool: pg.Pool;
  readonly catalogue: Catalogue;
  readonly models: readonly Built[];
  readonly progress: (done: number, of: number) => void;
  /** One that cannot go on does not hold up the others. */
  readonly failed: (model: Built, error: unknown) => void;
}

const batchSize = 1_000;
/** So much is taken in memory before it is written. */
const stretch = { batches: 20, rows: 20_000 };
const knownAtMost = 100_000;

/** Brings new models to the end of the log: it is read once for all of them, the next batch while one is taken. */
export const passLog = async ({ pool, catalogue, models, progress, failed }: Pass): Promise<void> => {
  let all: readonly Follower[] = await Promise.all(models.map(Follower.of));
  /** Does the same for each that has not failed. */
  const each = async (work: (follower: Follower) => Promise<void>) => {
    const going = await Promise.all(
      all.map(async (follower) => {
        try {
          await work(follower);
          return [follower];
        } catch (error) {
          failed(follower.built, error);
          return [];
        }
      }),
    );
    all = going.flat();
  };
  const waiting = () => all.reduce((sum, { built }) => sum + built.table.waiting(), 0);
  const types = [...new Set(models.flatMap(({ projection }) => Object.keys(projection.on)))];
  const { rows } = await pool.query<{ pos: string }>('select coalesce(max(pos), 0) as pos from log.event');
  const goal = Number(rows[0]?.pos ?? 0);
  let at = Math.min(...all.map(({ position }) => position));
  for (let next = await readTypes(pool, at, types, batchSize); next.reached > at && all.length > 0;) {
    for (let batch = 0; batch < stretch.batches && waiting() < stretch.rows && next.reached > at; batch++) {
      const { events, reached } = next;
      const deliveries = events.map((event) => deliveryOfLog(event, catalogue));
      [next] = await Promise.all([
        readTypes(pool, reached, types, batchSize),
        each((follower) => follower.hold(deliveries)),
      ]);
      at = reached;
    }
    await each((follower) => follower.write(at));
    forgetDownTo(
      knownAtMost,
      all.map(({ built }) => built.table),
    );
    progress(Math.min(at, goal), goal);
  }
  progress(goal, goal);
};
