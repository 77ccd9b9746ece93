// Infrastructure for tests, started when a test first asks for it and shared by every test process of the run.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startContainer } from './containers.ts';
import { startKafka } from './kafka.ts';
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
type Kind = 'postgres' | 'kafka';

const given: Record<Kind, readonly string[]> = {
  postgres: ['TEST_DATABASE_URL', 'DATABASE_URL'],
  kafka: ['TEST_KAFKA_BROKERS', 'KAFKA_BROKERS'],
};

const fromEnvironment = (kind: Kind) =>
  given[kind].map((name) => process.env[name]).find((value) => value !== undefined && value !== '');

const dockerAnswers = () =>
  process.env['DOCKER_HOST'] !== undefined ||
  existsSync(process.env['DOCKER_SOCKET'] ?? '/var/run/docker.sock');

const choose = (kind: Kind): Chosen => {
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

/** Serves GET /postgres and GET /kafka: the first request starts the server, each is answered with its address. */
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
    const kind = request.url === '/postgres' ? 'postgres' : 'kafka';
    part(kind).then(
      ({ address, from }) => {
        used.set(kind, from);
        response.end(address);
      },
      (error: unknown) => response.writeHead(500).end(messageOf(error)),
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
        : [...used].map(([kind, from]) => `${kind === 'kafka' ? 'Kafka' : 'Postgres'} ${from}`).join(', '),
    async stop() {
      server.close();
      server.closeAllConnections();
      const started = await Promise.allSettled([...parts.values()]);
      for (const one of started) if (one.status === 'fulfilled') await one.value.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
