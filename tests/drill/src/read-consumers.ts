import { Kafka, logLevel } from 'kafkajs';
import { type Consumer } from './evidence.ts';
import { withDatabase } from './read-log.ts';

interface LogReader {
  readonly name: string;
  readonly behind: number;
}
interface TopicReader {
  readonly projection: string;
  readonly topic: string;
  readonly part: number;
  readonly next_offset: string;
}

/** Where each topic's partitions end now. */
export const endsOf = async (
  brokers: readonly string[],
  topics: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const client = new Kafka({
    brokers: [...brokers],
    clientId: 'drill',
    logLevel: logLevel.NOTHING,
    retry: { retries: 1 },
  });
  const admin = client.admin();
  await admin.connect();
  try {
    const ends = new Map<string, number>();
    for (const topic of topics)
      for (const { partition, high } of await admin.fetchTopicOffsets(topic))
        ends.set(`${topic}/${partition}`, Number(high));
    return ends;
  } finally {
    await admin.disconnect();
  }
};

/** Readers of the service's own log (relay, projections, reactions), by the events that they have not passed. */
const logReaders = (service: string, adminUrl: string): Promise<Consumer[]> =>
  withDatabase(adminUrl, async (client) => {
    const { rows } = await client.query<LogReader>(
      `select c.name, (select count(*)::int from log.event e where e.pos > c.pos) as behind from log.checkpoint c`,
    );
    return rows.map(({ name, behind }) => ({ name: `${service} ${name}`, behind }));
  });

/** Readers of topics, by the messages that they have not taken; a partition that a reader never met counts whole. */
const topicReaders = (
  service: string,
  adminUrl: string,
  ends: ReadonlyMap<string, number>,
): Promise<Consumer[]> =>
  withDatabase(adminUrl, async (client) => {
    const { rows } = await client.query<TopicReader>(
      'select projection, topic, part, next_offset from log.topic_offset',
    );
    const readers = new Map(
      rows.map(({ projection, topic }) => [`${projection} of ${topic}`, { projection, topic }]),
    );
    return [...readers].map(([name, { projection, topic }]) => {
      const at = new Map(
        rows
          .filter((row) => row.projection === projection && row.topic === topic)
          .map(({ part, next_offset }) => [`${topic}/${part}`, Number(next_offset)]),
      );
      const behind = [...ends]
        .filter(([place]) => place.startsWith(`${topic}/`))
        .reduce((sum, [place, end]) => sum + Math.max(0, end - (at.get(place) ?? 0)), 0);
      return { name: `${service} ${name}`, behind };
    });
  });

/** Everything that follows a log or a topic, and how far behind it is. */
export const readConsumers = async (
  databases: ReadonlyMap<string, string>,
  brokers: readonly string[],
  topics: readonly string[],
): Promise<Consumer[]> => {
  const ends = await endsOf(brokers, topics);
  const found: Consumer[] = [];
  for (const [service, url] of databases)
    found.push(...(await logReaders(service, url)), ...(await topicReaders(service, url, ends)));
  return found;
};

/** Events that were put aside; a drill has none that deserve it. */
export const readParked = async (databases: ReadonlyMap<string, string>): Promise<string[]> => {
  const found: string[] = [];
  for (const [service, url] of databases)
    await withDatabase(url, async (client) => {
      const { rows } = await client.query<{
        projection: string;
        stream: string;
        version: number;
        reason: string;
      }>('select projection, stream, version, reason from log.parked order by projection, stream, version');
      for (const { projection, stream, version, reason } of rows)
        found.push(`${service} ${projection}: ${stream} v${version}, ${reason}`);
    });
  return found;
};
