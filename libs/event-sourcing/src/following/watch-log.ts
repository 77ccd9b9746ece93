import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';

const last = {
  name: 'log.last-position',
  text: `select coalesce(pg_sequence_last_value('log.pos'::regclass), 0) as pos`,
};
const shortest = 8;
const longest = 40;

/**
 * Looks for appends of other processes and calls `wake` when there were any: one cheap question for all readers of a
 * process, so that each of them need not look by itself. Resolves when stopped.
 */
export const watchLog = async (pool: pg.Pool, wake: () => void, stop: AbortSignal): Promise<void> => {
  let known = '';
  for (let pause = shortest; !stop.aborted; pause = Math.min(longest, pause * 1.25)) {
    try {
      const { rows } = await pool.query<{ pos: string }>(last);
      const position = rows[0]?.pos ?? '';
      if (position !== known) {
        known = position;
        pause = shortest;
        wake();
      }
    } catch {
      pause = longest; // the readers notice by themselves that the database is away
    }
    await after(pause, undefined, { signal: stop }).catch(() => undefined);
  }
};
