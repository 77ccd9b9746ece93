import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';
import { NotYetVisible } from './gate.ts';

const deadline = 10_000;
const pause = 10;

const last = { name: 'log.last', text: 'select coalesce(max(pos), 0) as pos from log.event' };
const passed = {
  name: 'log.model-passed',
  text: 'select coalesce((select pos from log.checkpoint where name = $1), 0) >= $2 as yes',
};

/**
 * Waits until a read model over the service's own log has passed everything that stands there now: who decides by its rows
 * decides by nothing old. Not so for streams of which an event is parked: they are passed too, and unheard from there on, until
 * somebody retries it. Over a pool of the pipeline's role. @throws NotYetVisible
 */
export const caughtUp = async (pool: pg.Pool, model: string): Promise<void> => {
  const { rows } = await pool.query<{ pos: string }>(last);
  const position = rows[0]?.pos ?? '0';
  for (const end = performance.now() + deadline; ;) {
    const { rows: seen } = await pool.query<{ yes: boolean }>({ ...passed, values: [model, position] });
    if (seen[0]?.yes === true) return;
    if (performance.now() > end) throw new NotYetVisible();
    await after(pause);
  }
};
