// Infrastructure for tests, started when a test first asks for it and shared by every test process of the run.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startContainer } from './containers.ts';
import { startKafka } from './kafka.ts';
import { NoPython, startKeyService } from './key-service.ts';
import { removePostgres, startPostgres } from './postgres.ts';
import { messageOf, Problem } from './problem.ts';

/** Where the servers come from: the environment, containers, or this machine's own. */
export type Chosen = 'env' | 'containers' | 'embedded';

export interface OnDemand {
  /** What test processes need in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What was started, for the summary: "Postgres embedded, Kafka given". */
  readonly used: () => string;
  readonly stop: () => Promise<void>;
}

interface Part {
  readonly address: string;
  readonly from: string;
  readonly stop: () => Promise<unknown>;
}
const kinds = ['postgres', 'kafka', 'key-service'] as const;
type Kind = (typeof kinds)[number];
const names: Record<Kind, string> = {
  postgres: 'Postgres',
  kafka: 'Kafka',
  'key-service': 'key service',
};

const given: Record<Kind, readonly string[]> = {
  postgres: ['TEST_DATABASE_URL', 'DATABASE_URL'],
  kafka: ['TEST_KAFKA_BROKERS', 'KAFKA_BROKERS'],
  'key-service': ['TEST_KMS_URL'],
};

const fromEnvironment = (kind: Kind) =>
  given[kind].map((name) => process.env[name]).find((value) => value !== undefined && value !== '');

const dockerAnswers = () =>
  process.env['DOCKER_HOST'] !== undefined ||
  existsSync(process.env['DOCKER_SOCKET'] ?? '/var/run/docker.sock');

const choose = (kind: Kind): Chosen => {
  if (kind === 'key-service') return fromEnvironment(kind) === undefined ? 'embedded' : 'env'; // there is no image of it
  const forced = process.env['SECUREBASE_TEST_INFRA'];
  if (forced !== undefined && !['env', 'containers', 'embedded'].includes(forced))
    throw new Problem(
      `SECUREBASE_TEST_INFRA is "${forced}".`,
      'Set it to env, containers or embedded, or leave it away.',
    );
  if (forced) return forced as Chosen;
  if (fromEnvironment(kind) !== undefined) return 'env';
  return dockerAnswers() ? 'containers' : 'embedded';
};

const start = async (kind: Kind, folder: string, cache: string): Promise<Part> => {
  const chosen = choose(kind);
  if (chosen === 'env') {
    const address = fromEnvironment(kind);
    if (address === undefined)
      throw new Problem(
        `The tests were told to use a ${kind} from the environment.`,
        `Set ${given[kind].join(' or ')}.`,
      );
    return { address, from: 'given by the environment', stop: () => Promise.resolve() };
  }
  if (kind === 'key-service') {
    const { url, stop } = await startKeyService({ folder: join(folder, 'key-service'), cache });
    return { address: url, from: 'imitated by moto', stop };
  }
  if (chosen === 'containers') {
    const { address, stop } = await startContainer(kind);
    return { address, from: 'in a container', stop };
  }
  if (kind === 'postgres') {
    const home = join(folder, 'postgres');
    const server = await startPostgres({ folder: home });
    const stop = async () => {
      await server.stop('SIGINT');
      removePostgres(home);
    };
    return { address: server.url, from: 'embedded', stop };
  }
  const broker = await startKafka({ folder: join(folder, 'kafka'), cache });
  return { address: broker.brokers, from: 'embedded', stop: () => broker.stop() };
};

/** 501: this machine cannot run it, and why; whatever else went wrong is 500. */
const statusOf = (error: unknown) => (error instanceof NoPython ? 501 : 500);

/** Serves GET /postgres, /kafka and /key-service: the first request starts the server, each is answered with its address. */
export const onDemand = async (): Promise<OnDemand> => {
  const folder = mkdtempSync(join(tmpdir(), 'securebase-test-'));
  const cache = join(import.meta.dirname, '..', '..', '.local', 'cache');
  const parts = new Map<Kind, Promise<Part>>();
  const used = new Map<Kind, string>();
  const part = (kind: Kind) => {
    const starting = parts.get(kind) ?? start(kind, folder, cache);
    parts.set(kind, starting);
    return starting;
  };
  const server = createServer((request, response) => {
    const kind = kinds.find((each) => request.url === `/${each}`);
    if (kind === undefined) {
      response.writeHead(404).end();
      return;
    }
    part(kind).then(
      ({ address, from }) => {
        used.set(kind, from);
        response.end(address);
      },
      (error: unknown) => {
        if (error instanceof NoPython) used.set(kind, `skipped, ${error.message}`);
        response.writeHead(statusOf(error)).end(messageOf(error));
      },
    );
  });
  server.keepAliveTimeout = 1000;
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    env: { SECUREBASE_TEST_SERVER: `http://127.0.0.1:${port}` },
    used: () =>
      used.size === 0
        ? 'none was needed'
        : [...used].map(([kind, from]) => `${names[kind]} ${from}`).join(', '),
    async stop() {
      server.close();
      server.closeAllConnections();
      const started = await Promise.allSettled([...parts.values()]);
      for (const one of started) if (one.status === 'fulfilled') await one.value.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
