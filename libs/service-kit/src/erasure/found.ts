import { setTimeout as after } from 'node:timers/promises';
import type pg from 'pg';

/** How much of a subject a service's log holds. */
export interface Found {
  readonly events: number;
  readonly streams: number;
}

const deadline = 10_000;

/** Whether everything up to a position is counted. */
const counted = async (pool: pg.Pool, position: string): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `select from log.checkpoint where name = 'sealed-content' and pos >= $1`,
    [position],
  );
  return rowCount === 1;
};

/** What the log holds of a subject, once everything that stands in it now is counted. */
export const foundOf = async (pool: pg.Pool, tenantId: string, subject: string): Promise<Found> => {
  const { rows: last } = await pool.query<{ pos: string }>(
    'select coalesce(max(pos), 0) as pos from log.event',
  );
  const position = last[0]?.pos ?? '0';
  for (const end = performance.now() + deadline; !(await counted(pool, position));) {
    if (performance.now() > end) throw new Error('The read model sealed-content is too far behind.');
    await after(20);
  }
  const { rows } = await pool.query<Found>(
    `select coalesce(sum(events), 0)::int as events, count(*)::int as streams
       from sealed_content where tenant_id = $1 and subject_id = $2`,
    [tenantId, subject],
  );
  return rows[0] ?? { events: 0, streams: 0 };
};

/** Snapshots of streams that hold something of a subject: made anew when they are needed. */
export const dropSnapshots = async (pool: pg.Pool, tenantId: string, subject: string): Promise<void> => {
  await pool.query(
    `delete from log.snapshot s using sealed_content c
      where c.tenant_id = $1 and c.subject_id = $2 and s.tenant_id = c.tenant_id and s.stream = c.stream`,
    [tenantId, subject],
  );
};
