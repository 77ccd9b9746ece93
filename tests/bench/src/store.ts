// The product's event store on a database of its own, as the benchmark's figures use it.
import { join } from 'node:path';
import { type CommandContext } from '@securebase/domain-kit';
import { createDatabase, type ServiceDatabase } from '@securebase/embedded';
import { type Catalogue, EventStore } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { idOf } from './workload.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'libs', 'event-sourcing', 'sql');
export const catalogue: Catalogue = { Noted: { schemaVersion: 1 } };

export interface Store {
  readonly database: ServiceDatabase;
  /** Of the pipeline's role, which appends. */
  readonly pool: pg.Pool;
  readonly store: EventStore;
}

export const withStore = async <T>(
  adminUrl: string,
  poolSize: number,
  work: (store: Store) => Promise<T>,
): Promise<T> => {
  const database = await createDatabase(adminUrl, 'bench');
  await migrate({ url: database.ownerUrl, folders: [folder], service: 'bench' });
  const pool = new pg.Pool({ connectionString: database.pipelineUrl, max: poolSize });
  pool.on('error', () => undefined); // idle connections hear of the server's end
  try {
    return await work({ database, pool, store: new EventStore({ pool, catalogue }) });
  } finally {
    await pool.end();
  }
};

/** Eight tenants: a group of commits spans several. */
export const tenants: readonly string[] = Array.from({ length: 8 }, (_, at) => idOf(0, `tenant-${at}`));
const actor = idOf(0, 'actor');

/** The whole context that a request brings, with ids of its own. */
export const contextOf = (tenantId: string): CommandContext => ({
  tenantId,
  actorId: actor,
  at: new Date(),
  commandId: newId(),
  correlationId: newId(),
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
});
