import { randomUUID } from 'node:crypto';
import { type Kafka, type KafkaMessage } from 'kafkajs';

export interface ReadingTopic {
  readonly kafka: Kafka;
  readonly topic: string;
  /** Where to begin, for each partition; partitions that are not named begin at their first message. */
  readonly from: ReadonlyMap<number, bigint>;
  readonly stop: AbortSignal;
  /** One partition's messages, in order. When it throws, reading ends. */
  readonly take: (part: number, messages: readonly KafkaMessage[]) => Promise<void>;
  /** After each take: how many messages of the partition are still to come. */
  readonly left?: (part: number, messages: number) => void;
}

/**
 * Reads a topic until stopped, from places that the caller keeps. Kafka's group management is not used to share out work
 * (leases do that): each reading has a group of its own, which is thrown away. Messages before `from` can come; callers
 * know their place.
 * @throws what `take` throws, or the client when it gave up.
 */
export const readTopic = async ({ kafka, topic, from, stop, take, left }: ReadingTopic): Promise<void> => {
  const groupId = `reader-${randomUUID()}`;
  const consumer = kafka.consumer({
    groupId,
    allowAutoTopicCreation: false,
    minBytes: 1,
    maxWaitTimeInMs: 500,
    maxBytes: 16 * 1024 * 1024,
    sessionTimeout: 30_000,
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 1_000,
      retries: 10,
      restartOnFailure: () => Promise.resolve(false),
    },
  });
  let failure: unknown;
  const places = new Map(from);
  // Whenever the group is joined, also anew after a broker went away: with nothing committed the client would begin at the
  // topic's first message.
  consumer.on(consumer.events.GROUP_JOIN, () => {
    for (const [partition, offset] of places) consumer.seek({ topic, partition, offset: offset.toString() });
  });
  const ended = new Promise<void>((resolve) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      failure ??= payload.error;
      resolve();
    });
    stop.addEventListener('abort', () => {
      resolve();
    });
    if (stop.aborted) resolve();
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: true,
      eachBatch: async ({ batch }) => {
        try {
          await take(batch.partition, batch.messages);
          const last = batch.messages.at(-1);
          if (last) places.set(batch.partition, BigInt(last.offset) + 1n);
          left?.(batch.partition, Number(batch.offsetLag()));
        } catch (error) {
          failure = error;
          throw error;
        }
      },
    });
    await ended;
  } finally {
    await consumer.disconnect().catch(() => undefined);
  }
  if (failure !== undefined && !stop.aborted)
    throw failure instanceof Error ? failure : new Error('reading ended');
};
