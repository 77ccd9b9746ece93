// What is sealed at rest, opened for comparing: with the platform's keys, as its services do.
import { anchored, KeyRing, localMasterKey, Sealing, withSealed } from '@securebase/sealing';
import pg from 'pg';
import { type Published, type Remains, type Stored } from './evidence.ts';
import { type Rig } from './rig.ts';

interface Held {
  readonly tenant: string;
  readonly stream: string;
  readonly version: number;
  readonly data: unknown;
}

/** One connection to the keys for as long as the work takes. */
export const withSealing = async <T>({ keys }: Rig, work: (sealing: Sealing) => Promise<T>): Promise<T> => {
  const pool = new pg.Pool({ connectionString: keys.url, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await work(new Sealing(new KeyRing({ pool, masters: [localMasterKey(keys.master)] })));
  } finally {
    await pool.end();
  }
};

const dataOf = async (sealing: Sealing, held: readonly Held[]): Promise<unknown[]> => {
  const unnamed = { type: '', id: '', at: '', actorId: '' };
  const events = held.map(({ tenant: tenantId, stream, version, data }) => ({
    ...{ ...unnamed, tenantId, stream, version, data: anchored(data, stream, version) },
  }));
  return (await sealing.openEvents(events)).map(({ data }) => data);
};

const tenantOf = ({ key }: Published): string => key.slice(0, key.indexOf('/'));

/** Log and topic of a service, plain. */
export const openedRemains = async (sealing: Sealing, { service, log, topic }: Remains): Promise<Remains> => {
  const ofLog = await dataOf(sealing, log);
  const ofTopic = await dataOf(
    sealing,
    topic.map((message) => ({ ...message, tenant: tenantOf(message) })),
  );
  return {
    service,
    log: log.map((event, index) => ({ ...event, data: ofLog[index] as Stored['data'] })),
    topic: topic.map((message, index) => ({ ...message, data: ofTopic[index] })),
  };
};

/** A row of a read model, plain. */
export const openedRow = async (sealing: Sealing, tenant: string, row: object): Promise<object> => {
  const sealed: Parameters<Sealing['plain']>[1][number][] = [];
  withSealed(row, (each) => {
    sealed.push(each);
    return each;
  });
  const plain = await sealing.plain(tenant, sealed);
  return withSealed(row, (each) => plain.shift() ?? each) as object;
};
