import { type IHeaders, Kafka, type KafkaMessage, logLevel } from 'kafkajs';
import { type Published } from './evidence.ts';

const header = (headers: IHeaders | undefined, name: string): string => {
  const value = headers?.[name];
  return Array.isArray(value) ? (value[0]?.toString() ?? '') : (value?.toString() ?? '');
};

const published = (partition: number, { key, value, headers, offset }: KafkaMessage): Published => ({
  partition,
  offset: Number(offset),
  key: key?.toString() ?? '',
  id: header(headers, 'ce_id'),
  type: header(headers, 'ce_type'),
  stream: header(headers, 'ce_subject'),
  version: Number(header(headers, 'ce_streamversion')),
  data: JSON.parse(value?.toString() ?? 'null') as unknown,
});

/** Everything that a topic holds now, read from its beginning by a consumer that nobody else knows. */
export const readTopic = async (brokers: readonly string[], topic: string): Promise<readonly Published[]> => {
  const client = new Kafka({ brokers: [...brokers], clientId: 'drill', logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect());
  const wanted = new Map(
    ends.map(({ partition, low, high }) => [partition, { next: Number(low), high: Number(high) }]),
  );
  const isDone = () => [...wanted.values()].every(({ next, high }) => next >= high);
  const found: Published[] = [];
  if (isDone()) return found;
  const consumer = client.consumer({ groupId: `drill-${topic}-${Date.now()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    const done = Promise.withResolvers<undefined>();
    consumer.on(consumer.events.CRASH, ({ payload }) => done.reject(payload.error));
    await consumer.run({
      eachBatch: ({ batch }) => {
        const part = wanted.get(batch.partition);
        found.push(...batch.messages.map((message) => published(batch.partition, message)));
        if (part) part.next = Math.max(part.next, Number(batch.lastOffset()) + 1);
        if (isDone()) done.resolve(undefined);
        return Promise.resolve();
      },
    });
    await done.promise;
  } finally {
    await consumer.disconnect();
  }
  return found;
};
