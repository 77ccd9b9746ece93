import type pg from 'pg';
import { Gauge, type Registry } from 'prom-client';

const behind = `
  select name, (select coalesce(max(pos), 0) from log.event) - pos as events
    from log.checkpoint where name not like '%:next'`;
const parked = 'select projection as name, count(*) as events from log.parked group by projection';

/** Gauges that are asked for when they are looked at; when the database does not answer, they have no values. */
const gauge = (registry: Registry, pool: pg.Pool, name: string, help: string, query: string): void => {
  new Gauge({
    name,
    help,
    labelNames: ['reader'],
    registers: [registry],
    async collect() {
      const { rows } = await pool
        .query<{ name: string; events: string }>(query)
        .catch(() => ({ rows: [] as { name: string; events: string }[] }));
      this.reset();
      for (const { name: reader, events } of rows) this.set({ reader }, Number(events));
    },
  });
};

/** How far relay, read models and reactions are behind the log, and how many events they could not take. */
export const pipelineGauges = (registry: Registry, pool: pg.Pool): void => {
  gauge(
    registry,
    pool,
    'securebase_log_positions_behind',
    'Positions of the log that a reader of it has not passed yet.',
    behind,
  );
  gauge(
    registry,
    pool,
    'securebase_parked_events',
    'Events that wait because a reader could not take them.',
    parked,
  );
};
