import { Kafka, logLevel, type Producer } from 'kafkajs';
import { type Message } from './messages.ts';

/** Where the relay publishes. The port behind which the Kafka client stays. */
export interface EventPublisher {
  /** Resolves when every in-sync replica has all messages. One batch at a time; order is kept. */
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  close(): Promise<void>;
}

/** A client that tries for about a minute; whoever uses it tries again after that. */
export const kafkaClient = (clientId: string, brokers: readonly string[]): Kafka =>
  new Kafka({
    clientId,
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 20 },
  });

/**
 * Publishes through kafkajs: idempotent, acks=all, one request in flight. After a failure the producer is thrown away:
 * its sequence numbers may be behind the broker's.
 */
export class KafkaPublisher implements EventPublisher {
  readonly #kafka: Kafka;
  #producer: Promise<Producer> | undefined;

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
  }

  async publish(topic: string, messages: readonly Message[]): Promise<void> {
    try {
      const producer = await (this.#producer ??= this.#connect());
      await producer.send({ topic, acks: -1, messages: [...messages] });
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.then((connected) => connected.disconnect()).catch(() => undefined);
  }

  async #connect(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 50, maxRetryTime: 1_000, retries: 10 },
    });
    await producer.connect();
    return producer;
  }
}
