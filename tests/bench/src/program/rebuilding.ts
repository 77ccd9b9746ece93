import { rebuild } from '@securebase/event-sourcing';
import { type Service } from './service.ts';

/** As `npm run rebuild` does: one is folded while another is written. */
const atOnce = 2;

const count = 'select type, count(*)::int as events from log.event group by type';

export interface RebuiltAll {
  /** Of each read model, by its name; two are built at a time. */
  readonly seconds: ReadonlyMap<string, number>;
  /** Events, each counted once for each read model that takes it. */
  readonly taken: number;
}

/** Rebuilds all read models. @throws Error when one comes out otherwise than it was */
export const rebuildAll = async ({
  models,
  database,
  definition: { catalogue },
  kafka,
  pool,
}: Service): Promise<RebuiltAll> => {
  const { rows } = await pool.query<{ type: string; events: number }>(count);
  const takenBy = (on: object) =>
    rows.reduce((sum, { type, events }) => sum + (Object.hasOwn(on, type) ? events : 0), 0);
  const seconds = new Map<string, number>();
  const waiting = models.values();
  const work = async () => {
    for (const projection of waiting) {
      const started = performance.now();
      const { same } = await rebuild({ url: database.ownerUrl, projection, catalogue, kafka });
      seconds.set(projection.name, (performance.now() - started) / 1000);
      if (!same) throw new Error(`${projection.name} is another after its rebuild.`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { seconds, taken: models.reduce((sum, { on }) => sum + takenBy(on), 0) };
};
