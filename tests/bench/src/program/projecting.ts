import { setTimeout as after } from 'node:timers/promises';
import { Pipeline } from '@securebase/event-sourcing';
import { type Service } from './service.ts';

const silent = { info: () => undefined, warn: () => undefined };
const behind = `select count(*)::int as behind from unnest($1::text[]) wanted (name)
  left join log.checkpoint c using (name) where coalesce(c.pos, 0) < (select coalesce(max(pos), 0) from log.event)`;

/** Runs the pipeline until every read model has come to the log's end. @throws Error when an event was parked */
export const projectAll = async ({ definition, models, store, pool, kafka }: Service): Promise<void> => {
  let parked = 0;
  const pipeline = new Pipeline({
    service: definition.name,
    topic: `${definition.name}.events`,
    roles: ['projections'],
    catalogue: definition.catalogue,
    projections: models,
    reactions: [],
    duties: [],
    store,
    pool,
    kafka,
    log: silent,
    counts: { published: () => undefined, applied: (_, __, more) => (parked += more) },
  });
  pipeline.start();
  try {
    const names = models.map(({ name }) => name);
    const left = async () => (await pool.query<{ behind: number }>(behind, [names])).rows[0]?.behind ?? 0;
    while ((await left()) > 0) await after(50);
  } finally {
    await pipeline.stop();
  }
  if (parked > 0) throw new Error(`${parked} events could not be projected.`);
};
