import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withClient } from '@securebase/embedded';
import { Kafka, logLevel } from 'kafkajs';
import { database, eventually, kafka, type TestDatabase, unique } from './index.ts';

const template = {
  service: 'testing',
  migrate: ({ ownerUrl }: { ownerUrl: string }) =>
    withClient(ownerUrl, (client) => client.query('create table people (name text)')),
};
let databases: TestDatabase[] = [];

beforeAll(async () => {
  databases = await Promise.all([database(template), database(template), database(template)]);
});
afterAll(async () => {
  await Promise.all(databases.map(({ drop }) => drop()));
});

it('gives each test file a database of its own, already migrated', async () => {
  const [one, two] = databases;
  if (!one || !two) throw new Error('no databases');
  const count = async ({ ownerUrl }: TestDatabase) =>
    await withClient(ownerUrl, async (client) => (await client.query('select from people')).rowCount);
  await withClient(one.ownerUrl, (client) => client.query("insert into people values ('Ada')"));
  expect([await count(one), await count(two)]).toEqual([1, 0]);
});

it('is durable: fsync and synchronous commit are on', async () => {
  const [one] = databases;
  const settings = await withClient(one?.adminUrl ?? '', async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name",
    );
    return rows.map(({ name, setting }) => `${name}=${setting}`);
  });
  expect(settings).toEqual(['fsync=on', 'full_page_writes=on', 'synchronous_commit=on']);
});

it('gives a Kafka that keeps what it is sent', async () => {
  const client = new Kafka({ brokers: await kafka(), logLevel: logLevel.NOTHING });
  const admin = client.admin();
  const topic = unique('testing');
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
  const producer = client.producer();
  await producer.connect();
  await eventually(() => producer.send({ topic, messages: [{ value: 'kept' }] }));
  expect((await admin.fetchTopicOffsets(topic))[0]?.high).toBe('1');
  await producer.disconnect();
  await admin.disconnect();
});
