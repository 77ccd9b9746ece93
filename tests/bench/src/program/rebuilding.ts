import { rebuild } from '@securebase/event-sourcing';
import { type Service } from './service.ts';

/** Seconds of rebuilding each read model alone, one after the other. @throws Error when one comes out otherwise than it was */
export const rebuildEach = async ({
  models,
  database,
  definition: { catalogue },
  kafka,
}: Service): Promise<ReadonlyMap<string, number>> => {
  const seconds = new Map<string, number>();
  for (const projection of models) {
    const started = performance.now();
    const { same } = await rebuild({ url: database.ownerUrl, projection, catalogue, kafka });
    seconds.set(projection.name, (performance.now() - started) / 1000);
    if (!same) throw new Error(`${projection.name} is another after its rebuild.`);
  }
  return seconds;
};
