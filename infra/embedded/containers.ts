// Postgres and Kafka in containers, where a Docker engine answers.
import { setTimeout as after } from 'node:timers/promises';
import { Problem } from './problem.ts';
import { freePort } from './process.ts';

interface Running {
  readonly address: string;
  readonly stop: () => Promise<unknown>;
}

const images = { postgres: 'postgres:18-alpine', kafka: 'apache/kafka:4.3.1' };

const postgres = async (): Promise<Running> => {
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(images.postgres)
    .withEnvironment({ POSTGRES_HOST_AUTH_METHOD: 'trust' })
    .withCommand(['postgres', '-c', 'max_connections=300', '-c', 'max_prepared_transactions=20'])
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
    .start();
  const address = `postgres://postgres@${container.getHost()}:${container.getMappedPort(5432)}/postgres`;
  return { address, stop: () => container.stop() };
};

const kafka = async (): Promise<Running> => {
  const { GenericContainer, Wait } = await import('testcontainers');
  const port = await freePort(); // a broker tells clients its own address, so it must know the port beforehand
  const container = await new GenericContainer(images.kafka)
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
    .withExposedPorts({ container: 9092, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  return { address: `127.0.0.1:${port}`, stop: () => container.stop() };
};

/** Starts one of them and says where it is. */
export const startContainer = async (kind: 'postgres' | 'kafka'): Promise<Running> => {
  try {
    return await Promise.race([
      kind === 'postgres' ? postgres() : kafka(),
      after(300_000, undefined, { ref: false }).then(() => {
        throw new Error('it was not ready in 300 s');
      }),
    ]);
  } catch (error) {
    throw new Problem(
      `The container for ${kind} did not start: ${error instanceof Error ? error.message : String(error)}`,
      'See that the Docker engine answers, or choose: SECUREBASE_TEST_INFRA=embedded npm test',
    );
  }
};
