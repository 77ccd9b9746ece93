// The service that keeps engagements, in this process: its own handlers and resolvers, on databases of the benchmark's own.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  authentication,
  type Keys,
  keysDatabase,
  makeKeys,
  type ServiceDatabase,
} from '@securebase/embedded';
import { type AnyProjection, EventStore, openedBy } from '@securebase/event-sourcing';
import { prepareDatabases } from '@securebase/infra/platform';
import { KeyRing, localMasterKey, Sealing } from '@securebase/sealing';
import {
  readServiceConfig,
  type RunningService,
  type ServiceDefinition,
  startService,
} from '@securebase/service-kit';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';

const root = join(import.meta.dirname, '..', '..', '..', '..');

export interface Service {
  readonly definition: ServiceDefinition;
  /** Those of its read models that follow its own log; the few others follow topics of other services, and have no events here. */
  readonly models: readonly AnyProjection[];
  readonly database: ServiceDatabase;
  readonly sealing: Sealing;
  /** Of the pipeline's role. */
  readonly pool: pg.Pool;
  readonly store: EventStore;
  /** Never asked: what is measured reads the log. */
  readonly kafka: Kafka;
  /** Signs the tokens of whoever asks. */
  readonly signer: Keys;
  /** A process of the service's API on a database like the service's own; what it was given is stopped with it. */
  readonly startApi: (database?: ServiceDatabase) => Promise<RunningService>;
}

const poolOf = (connectionString: string, max: number) => {
  const pool = new pg.Pool({ connectionString, max });
  pool.on('error', () => undefined); // idle connections hear of the server's end
  return pool;
};

export const withService = async <T>(
  adminUrl: string,
  work: (service: Service) => Promise<T>,
): Promise<T> => {
  const { definition } = (await import(join(root, 'services/engagements/dist/service.js'))) as {
    definition: ServiceDefinition;
  };
  const databases = await prepareDatabases(adminUrl);
  const { engagements: database, [keysDatabase]: keys } = databases;
  if (!database || !keys) throw new Error('The databases are not there.');
  const masterKey = randomBytes(32).toString('base64url');
  const keyPool = poolOf(keys.apiUrl, 4);
  const sealing = new Sealing(new KeyRing({ pool: keyPool, masters: [localMasterKey(masterKey)] }));
  const pool = poolOf(database.pipelineUrl, 12);
  const signer = await makeKeys();
  const running: RunningService[] = [];
  const startApi = async ({ apiUrl, pipelineUrl } = database) => {
    const environment = {
      PORT: '0',
      API_DATABASE_URL: apiUrl,
      PIPELINE_DATABASE_URL: pipelineUrl,
      KEYS_DATABASE_URL: keys.apiUrl,
      KEYS_KEEPER_DATABASE_URL: keys.pipelineUrl,
      CERTIFICATE_KEY: JSON.stringify(signer.privateKey),
      MASTER_KEY: masterKey,
      KAFKA_BROKERS: '127.0.0.1:1',
      LOG_LEVEL: 'fatal',
      ...authentication(signer),
    };
    const api = await startService(definition, readServiceConfig(['--role=api'], environment));
    running.push(api);
    return api;
  };
  const models = (definition.projections as unknown as readonly AnyProjection[])
    .filter(({ source }) => source.kind === 'LOG')
    .map((each) => openedBy(each, sealing));
  try {
    return await work({
      definition,
      models,
      database,
      sealing,
      pool,
      store: new EventStore({ pool, catalogue: definition.catalogue, sealing }),
      kafka: new Kafka({ brokers: ['127.0.0.1:1'], logLevel: logLevel.NOTHING }),
      signer,
      startApi,
    });
  } finally {
    for (const api of running) await api.stop();
    await pool.end();
    await keyPool.end();
  }
};
