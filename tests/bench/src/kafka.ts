import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startKafka } from '@securebase/embedded';
import { Kafka, logLevel } from 'kafkajs';
import { openLoop } from './open-loop.ts';

const local = join(import.meta.dirname, '..', '..', '..', '.local');

/** A broker of the benchmark's own, removed afterwards. */
export const withKafka = async <T>(work: (brokers: string[]) => Promise<T>): Promise<T> => {
  mkdirSync(join(local, 'bench'), { recursive: true });
  const folder = mkdtempSync(join(local, 'bench', 'kafka-'));
  const broker = await startKafka({ folder, cache: join(local, 'cache') });
  try {
    return await work([broker.brokers]);
  } finally {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

export interface RoundTrips {
  /** Milliseconds from just before `send` to the consumer's having the message, for each message at this rate. */
  readonly measure: (perSecond: number, seconds: number) => Promise<number[]>;
  readonly stop: () => Promise<void>;
}

/** A producer and a consumer and nothing between them but the broker: the least that a way through Kafka can take. */
export const roundTrips = async (brokers: string[], topic: string): Promise<RoundTrips> => {
  const client = new Kafka({ brokers, clientId: 'bench', logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false });
  await admin.disconnect();
  const producer = client.producer({ idempotent: true, maxInFlightRequests: 1 });
  const consumer = client.consumer({ groupId: topic, maxWaitTimeInMs: 500 });
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const arrivals = new Map<string, (at: number) => void>();
  await consumer.run({
    eachMessage: ({ message }) => {
      arrivals.get(message.key?.toString() ?? '')?.(performance.now());
      return Promise.resolve();
    },
  });
  const value = Buffer.alloc(500, 'x');
  let sent = 0;
  const once = async () => {
    const key = String(sent++);
    const arrived = new Promise<number>((resolve) => arrivals.set(key, resolve));
    const from = performance.now();
    await producer.send({ topic, acks: -1, messages: [{ key, value }] });
    const took = (await arrived) - from;
    arrivals.delete(key);
    return took;
  };
  await once(); // the group has its partition
  return {
    measure: (perSecond, seconds) => openLoop({ perSecond, seconds }, once),
    async stop() {
      await consumer.disconnect();
      await producer.disconnect();
    },
  };
};
