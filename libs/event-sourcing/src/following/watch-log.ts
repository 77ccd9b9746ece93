import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { Pace } from './pace.ts';

const horizon = { name: 'log.watch', text: 'select log.horizon()::text as horizon' };
const afterFailure = 200;

/**
 * Looks for appends of other processes and calls `wake` when there are any to be read: one cheap question for all readers
 * of a process, so that none of them need look by itself. Resolves when stopped.
 */
export const watchLog = async (pool: pg.Pool, wake: () => void, stop: AbortSignal): Promise<void> => {
  const pace = new Pace();
  for (let known = ''; !stop.aborted;) {
    let pause = afterFailure; // the readers notice by themselves that the database is away
    try {
      const { rows } = await pool.query<{ horizon: string }>(horizon);
      const reached = rows[0]?.horizon ?? '';
      if (reached !== known) {
        known = reached;
        pace.busy();
        wake();
      }
      pause = pace.idle();
    } catch {
      known = '';
    }
    await after(pause, undefined, { signal: stop }).catch(() => undefined);
  }
};
