// The plain keyed read model whose rebuild others are compared with.
import { type Event, type Projection } from '@securebase/domain-kit';
import { type ServiceDatabase, withClient } from '@securebase/embedded';
import { rebuild } from '@securebase/event-sourcing';
import { Kafka, logLevel } from 'kafkajs';
import { catalogue, contextOf, type Store, tenants } from './store.ts';
import { add, blankSum, fill, isRight, noted, type Noted, type Sum } from './workload.ts';

export const writers = 16;

const sums: Projection<Event<'Noted', Noted>, Sum> = {
  name: 'sums',
  table: 'sums',
  source: { kind: 'LOG' },
  rowIds: ({ data }) => [data.key],
  blank: blankSum,
  on: { Noted: (sum, { data }) => add(sum, data) },
};

/** Stores the events of so many keys, and makes the table of their sums. */
export const fillSums = async (
  { store, database }: Store,
  { keys, seed }: { keys: number; seed: number },
): Promise<void> => {
  await withClient(database.ownerUrl, (client) =>
    client.query(`create table sums (
      tenant_id uuid not null, id text not null, count int not null, total int not null, last int not null,
      primary key (tenant_id, id))`),
  );
  await fill({ keys, writers, seed }, async (key, version) => {
    const event = { type: 'Noted', data: noted(key, version + 1) };
    const writes = [{ stream: `sum-${key}`, expected: version, events: [event] }];
    await store.append(writes, contextOf(tenants[0] ?? ''), key);
  });
};

/** What a rebuild achieved: seconds, events that are in the rows, rows, rows that are right. */
export interface Rebuilt {
  readonly seconds: number;
  readonly events: number;
  readonly rows: number;
  readonly right: number;
}

export const rebuildSums = async ({ ownerUrl, adminUrl }: ServiceDatabase): Promise<Rebuilt> => {
  const kafka = new Kafka({ brokers: ['127.0.0.1:1'], logLevel: logLevel.NOTHING }); // never asked: the source is the log
  const started = performance.now();
  await rebuild({ url: ownerUrl, projections: [sums], catalogue, kafka });
  const seconds = (performance.now() - started) / 1000;
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<Sum>('select count, total, last from sums');
    const events = rows.reduce((sum, { count }) => sum + count, 0);
    return { seconds, events, rows: rows.length, right: rows.filter(isRight).length };
  });
};
