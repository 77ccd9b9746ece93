// The whole platform on this machine: Postgres, Kafka, the services and the gateway, each a process of its own.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  audience,
  createDatabase,
  keysDatabase,
  masterKeyIn,
  freePort,
  type Kafka,
  type Keys,
  keysIn,
  type Postgres,
  reachKafka,
  removePostgres,
  roles,
  type ServiceDatabase,
  services,
  startKafka,
  startPostgres,
} from '@securebase/embedded';
import { createTopics, declaredTopics } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import { type Identity, startIdentity } from '../identity/start.ts';
import { Child } from './child.ts';

const root = join(import.meta.dirname, '..', '..');

export interface PlatformOptions {
  /** Data, logs and keys. */
  readonly folder: string;
  /** Removed when the platform stops: for tests, drills and benchmarks. */
  readonly ephemeral?: boolean;
  /** Each service as three processes, one for each role, instead of one. */
  readonly apart?: boolean;
  readonly gatewayPort?: number;
  readonly identityPort?: number;
  /** More for the gateway's environment, such as its limits. */
  readonly gatewayEnvironment?: Readonly<Record<string, string>>;
  /** A Postgres that is there already: its administrator's address. */
  readonly databaseUrl?: string | undefined;
  /** A Kafka that is there already. */
  readonly brokers?: string | undefined;
  /** Says what is done now. */
  readonly step?: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

export interface Platform {
  /** `http://127.0.0.1:4000/graphql` */
  readonly url: string;
  readonly adminUrl: string;
  readonly brokers: readonly string[];
  /** Of the roles in a given Postgres. */
  readonly passwords: Readonly<Record<string, string>>;
  readonly keys: Keys;
  readonly masterKey: string;
  /** The provider of tokens, for development. */
  readonly identity: Identity;
  readonly databases: Readonly<Record<string, ServiceDatabase>>;
  /** Where a service's API answers. */
  readonly serviceUrl: (service: string) => string;
  readonly processes: () => { name: string; service: string; role: string; pid: number }[];
  /** Undefined when they were given. */
  readonly postgres: Postgres | undefined;
  readonly kafka: Kafka | undefined;
  /** Starts them again after they were killed: same folder, same port. */
  readonly restartPostgres: () => Promise<Postgres>;
  readonly restartKafka: () => Promise<Kafka>;
  readonly stop: () => Promise<void>;
}

/** Passwords of the roles in a given Postgres, made once; nobody else may read them. */
const passwordsIn = (
  file: string,
): { known: Record<string, string>; passwordOf: (role: string) => string } => {
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const passwordOf = (role: string) => {
    const password = (known[role] ??= randomBytes(24).toString('base64url'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(known), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
    return password;
  };
  return { known, passwordOf };
};

export const foldersOf = (service: string): string[] =>
  (service === keysDatabase
    ? ['libs/sealing/sql']
    : ['libs/event-sourcing/sql', 'libs/service-kit/sql', `services/${service}/sql`]
  ).map((folder) => join(root, folder));

/** Creates and migrates the services' databases. */
export const prepareDatabases = async (
  adminUrl: string,
  passwordOf?: (role: string) => string,
): Promise<Record<string, ServiceDatabase>> => {
  const databases: Record<string, ServiceDatabase> = {};
  for (const service of [...services, keysDatabase]) {
    const database = await createDatabase(adminUrl, service, passwordOf);
    await migrate({ url: database.ownerUrl, service, folders: foldersOf(service) });
    databases[service] = database;
  }
  return databases;
};

/** On a machine for development, everybody may look at the schema and try out queries. */
const development = {
  DEPLOYMENT: 'development',
  INTROSPECTION_ROLES: roles.join(','),
  AD_HOC_ROLES: roles.join(','),
};

/** For benchmarks and drills, in which few programs do the work of many people. */
export const withoutRateLimits: Readonly<Record<string, string>> = Object.fromEntries(
  ['REQUESTS', 'COST', 'TENANT_REQUESTS', 'TENANT_COST', 'ADDRESS_REQUESTS'].map((limit) => [
    `RATE_${limit}`,
    '1000000000',
  ]),
);

const rolesOf = (apart: boolean) => (apart ? ['api', 'relay', 'projections'] : ['all']);

const childrenOf = async (
  { folder, apart = false }: PlatformOptions,
  environment: (service: string) => Record<string, string>,
) => {
  const ports = new Map<string, number>();
  const children: Child[] = [];
  for (const service of services)
    for (const role of rolesOf(apart)) {
      const port = await freePort();
      const name = role === 'all' ? service : `${service}-${role}`;
      if (role === 'all' || role === 'api') ports.set(service, port);
      children.push(
        new Child({
          name,
          service,
          role,
          script: join(root, 'services', service, 'dist/main.js'),
          args: role === 'all' ? [] : [`--role=${role}`],
          env: { ...environment(service), PORT: String(port) },
          log: join(folder, 'logs', `${name}.log`),
        }),
      );
    }
  return { children, serviceUrl: (service: string) => `http://127.0.0.1:${ports.get(service) ?? 0}/graphql` };
};

/** Where mails are, instead of being sent. */
export const mailFolderIn = (folder: string): string => join(folder, 'mails');

/** Starts everything that is not given, migrates, and resolves when the gateway is ready. What began is stopped when it fails. */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const {
    folder,
    databaseUrl,
    brokers: given,
    gatewayPort,
    identityPort,
    step = (_, work) => work(),
  } = options;
  const cache = join(root, '.local/cache');
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    const homes = { postgres: join(folder, 'postgres'), kafka: join(folder, 'kafka') };
    mkdirSync(folder, { recursive: true });
    if (options.ephemeral)
      undo.push(() => {
        removePostgres(homes.postgres);
        rmSync(folder, { recursive: true, force: true });
        return Promise.resolve();
      });
    const servers: { postgres?: Postgres; kafka?: Kafka } = {};
    const starting = [
      step('Starting Postgres', async () => {
        if (databaseUrl !== undefined) return;
        servers.postgres = await startPostgres({ folder: homes.postgres });
        undo.push(() => servers.postgres?.stop() ?? Promise.resolve());
      }),
      step('Starting Kafka', async () => {
        if (given !== undefined) return reachKafka(given);
        servers.kafka = await startKafka({ folder: homes.kafka, cache });
        undo.push(() => servers.kafka?.stop() ?? Promise.resolve());
      }),
    ];
    // Both are waited for, so that what the other one started is known when one fails.
    for (const one of await Promise.allSettled(starting)) if (one.status === 'rejected') throw one.reason;
    const adminUrl = databaseUrl ?? servers.postgres?.url ?? '';
    const brokers = (given ?? servers.kafka?.brokers ?? '').split(',');
    const passwords = databaseUrl === undefined ? undefined : passwordsIn(join(folder, 'passwords.json'));
    const [databases] = await Promise.all([
      step('Migrating the databases', () => prepareDatabases(adminUrl, passwords?.passwordOf)),
      step('Creating the topics', () =>
        createTopics(brokers, declaredTopics(join(root, 'infra/kafka/topics.yaml'))),
      ),
    ]);
    const keys = await keysIn(join(folder, 'keys.json'));
    const identity = await step('Starting the identity provider', async () =>
      startIdentity({ folder, keys, port: identityPort ?? (await freePort()) }),
    );
    undo.push(() => identity.stop());
    const { privateKey: certificateKey } = await keysIn(join(folder, 'certificate-key.json'));
    const masterKey = masterKeyIn(join(folder, 'master-key'));
    const common = {
      HOST: '127.0.0.1',
      KAFKA_BROKERS: brokers.join(','),
      AUTH_JWKS_URL: identity.jwksUrl,
      AUTH_ISSUER: identity.issuer,
      AUTH_AUDIENCE: audience,
      ...development,
    };
    const { children, serviceUrl } = await childrenOf(options, (service) => ({
      ...common,
      KEYS_DATABASE_URL: databases[keysDatabase]?.apiUrl ?? '',
      // One service erases people.
      ...(service === 'engagements' && {
        KEYS_KEEPER_DATABASE_URL: databases[keysDatabase]?.pipelineUrl ?? '',
        CERTIFICATE_KEY: JSON.stringify(certificateKey),
        // Nothing is sent from a machine for development, unless a mail server is named.
        MAIL_FOLDER: mailFolderIn(folder),
      }),
      MASTER_KEY: masterKey,
      API_DATABASE_URL: databases[service]?.apiUrl ?? '',
      PIPELINE_DATABASE_URL: databases[service]?.pipelineUrl ?? '',
    }));
    const port = gatewayPort ?? (await freePort());
    const gateway = new Child({
      name: 'gateway',
      service: 'gateway',
      role: 'gateway',
      script: join(root, 'gateway/dist/main.js'),
      args: [],
      env: {
        ...common,
        PORT: String(port),
        SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(services.map((name) => [name, serviceUrl(name)]))),
        ...options.gatewayEnvironment,
      },
      log: join(folder, 'logs/gateway.log'),
    });
    const all = [...children, gateway];
    undo.push(() => Promise.all(all.map((child) => child.stop())));
    await step('Starting the services', () => Promise.all(all.map((child) => child.start())));
    return {
      url: `http://127.0.0.1:${port}/graphql`,
      adminUrl,
      brokers,
      passwords: passwords?.known ?? {},
      keys: { ...keys, issuer: identity.issuer },
      masterKey,
      identity,
      databases,
      serviceUrl,
      processes: () => all.map(({ name, service, role, pid }) => ({ name, service, role, pid: pid ?? 0 })),
      get postgres() {
        return servers.postgres;
      },
      get kafka() {
        return servers.kafka;
      },
      restartPostgres: async () =>
        (servers.postgres = await startPostgres({
          folder: homes.postgres,
          port: servers.postgres?.port ?? 0,
        })),
      restartKafka: async () =>
        (servers.kafka = await startKafka({ folder: homes.kafka, cache, port: servers.kafka?.port ?? 0 })),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
