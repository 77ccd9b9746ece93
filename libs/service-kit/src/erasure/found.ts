import { caughtUp } from '@securebase/event-sourcing';
import type pg from 'pg';

/** How much of a subject a service's log holds. */
export interface Found {
  readonly events: number;
  readonly streams: number;
}

/** What the log holds of a subject, once everything that stands in it now is counted. */
export const foundOf = async (pool: pg.Pool, tenantId: string, subject: string): Promise<Found> => {
  await caughtUp(pool, 'sealed-content');
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
