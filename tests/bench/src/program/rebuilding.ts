import { rebuild } from '@securebase/event-sourcing';
import { type Service } from './service.ts';

const count = 'select type, count(*)::int as events from log.event group by type';

/**
 * Rebuilds all read models, as `npm run rebuild` does.
 * @returns how many events they took, each event counted once for each read model that takes it
 * @throws Error when one comes out otherwise than it was
 */
export const rebuildAll = async (service: Service): Promise<number> => {
  const { models: projections, database, definition, kafka, pool } = service;
  const { catalogue } = definition;
  const rebuilt = await rebuild({ url: database.ownerUrl, projections, catalogue, kafka });
  for (const [name, { same }] of rebuilt) if (!same) throw new Error(`${name} is another after its rebuild.`);
  const { rows } = await pool.query<{ type: string; events: number }>(count);
  const takenBy = (on: object) =>
    rows.reduce((sum, { type, events }) => sum + (Object.hasOwn(on, type) ? events : 0), 0);
  return projections.reduce((sum, { on }) => sum + takenBy(on), 0);
};
