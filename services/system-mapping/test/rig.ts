import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type EngagementsEvent } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { createTopics, declaredTopics, kafkaClient, messageOf } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import { personIdOf, readServiceConfig, type RunningService, startService } from '@securebase/service-kit';
import {
  ask,
  database,
  eventually,
  kafka,
  type Role,
  testAuthentication,
  testKeys,
  tokenFor,
} from '@securebase/testing';
import pg from 'pg';
import { v7 } from 'uuid';
import { definition } from '../src/service.ts';

const service = 'system-mapping';
const root = join(import.meta.dirname, '../../..');
const folders = ['libs/event-sourcing/sql', 'libs/service-kit/sql', `services/${service}/sql`].map((each) =>
  join(root, each),
);

export interface Payload {
  readonly token: string;
  readonly ids: string[];
  readonly systemMap: { readonly id: string };
}
export interface Imported {
  readonly state: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Line, column and code of each mistake. */
  readonly errors: readonly (readonly [number, string | null, string])[];
  readonly token: string | undefined;
}

/** The service as a process of its own would be, on real servers, for a tenant that nobody else has. */
export interface Rig {
  readonly running: RunningService;
  /** The person of a role, and whoever has this reference. */
  readonly person: (reference: string) => string;
  /** Something happens at the engagements service. Resolves when every read model here has seen it. */
  readonly elsewhere: (
    ...happened: readonly (readonly [stream: string, event: EngagementsEvent])[]
  ) => Promise<void>;
  /** People of the directory, by reference. */
  readonly register: (...references: string[]) => Promise<void>;
  readonly asking: <T>(role: Role, query: string, variables?: object, readAfter?: string) => Promise<T>;
  readonly mutate: <P = Payload>(role: Role, name: string, input: object, fields?: string) => Promise<P>;
  readonly importTies: (role: Role, mapId: string, lines: readonly string[]) => Promise<Imported>;
  readonly stop: () => Promise<void>;
}

const inputs: Record<string, string> = {
  removeActor: 'ActorIdInput',
  endTie: 'TieIdInput',
  retractTie: 'TieIdInput',
};
const followers = definition.projections
  .filter(({ source }) => source.kind === 'TOPIC')
  .map(({ name }) => name);
const behind = `
  select count(*)::int as behind from unnest($1::text[]) f (name) cross join unnest($3::text[], $4::int[]) w (stream, version)
  where not exists (select from log.stream_seen s where s.projection = f.name and s.tenant_id = $2 and s.stream = w.stream and s.version >= w.version)`;

/** What the engagements service publishes, and when this service has seen it. */
const elsewhereOf = async (tenantId: string, brokers: readonly string[], pool: pg.Pool) => {
  const producer = kafkaClient('elsewhere', [...brokers]).producer();
  await producer.connect();
  const versions = new Map<string, number>();
  const elsewhere: Rig['elsewhere'] = async (...happened) => {
    const messages = happened.map(([stream, event]) => {
      const version = (versions.get(stream) ?? 0) + 1;
      versions.set(stream, version);
      const id = v7();
      const recorded = { ...event, tenantId, stream, version, id, at: new Date().toISOString() };
      const meta = { position: version, schemaVersion: 1, actorId: id, correlationId: id, commandId: id };
      return { ...messageOf('engagements', { ...recorded, ...meta }) };
    });
    await producer.send({ topic: 'engagements.events', messages });
    const streams = [...new Set(happened.map(([stream]) => stream))];
    const wanted = [followers, tenantId, streams, streams.map((stream) => versions.get(stream))];
    await eventually(
      async () => {
        const { rows } = await pool.query<{ behind: number }>(behind, wanted);
        if (rows[0]?.behind !== 0) throw new Error('Not everything has been seen yet.');
      },
      { within: 40_000, every: 50 },
    );
  };
  return { elsewhere, disconnect: () => producer.disconnect() };
};

const registered = (personId: string): readonly [string, EngagementsEvent] => {
  const sealed = seal(personId, 'x');
  return [
    `person-${personId}`,
    { type: 'PersonRegistered', data: { personId, name: sealed, email: sealed } },
  ];
};

const importing =
  (mutate: Rig['mutate']): Rig['importTies'] =>
  async (role, target, lines) => {
    const file = Buffer.from(`${lines.join('\n')}\n`);
    interface Done {
      readonly import: Omit<Imported, 'errors'> & {
        readonly id: string;
        readonly errors: {
          readonly edges: readonly { readonly node: { line: number; column: string | null; code: string } }[];
        };
      };
      readonly token: string | null;
    }
    const fields =
      'import { id state added changed unchanged errors { edges { node { line column code } } } } token';
    const sha256 = createHash('sha256').update(file).digest('hex');
    const given = { kind: 'TIES', target, sha256, bytes: file.length, dryRun: false };
    const started = await mutate<Done>(role, 'startSystemMappingImport', given, fields);
    const part = { importId: started.import.id, index: 0, content: file.toString('base64') };
    await mutate<Done>(role, 'putSystemMappingImportPart', part, fields);
    const done = await mutate<Done>(role, 'commitSystemMappingImport', { importId: part.importId }, fields);
    const { errors, ...rest } = done.import;
    const mistakes = errors.edges.map(({ node: { line, column, code } }) => [line, column, code] as const);
    return { ...rest, errors: mistakes, token: done.token ?? undefined };
  };

export const startRig = async (): Promise<Rig> => {
  const brokers = await kafka();
  await createTopics(brokers, declaredTopics(join(root, 'infra/kafka/topics.yaml')));
  const db = await database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
  const keys = await testKeys(migrate);
  const running = await startService(
    definition,
    readServiceConfig([], {
      PORT: '0',
      API_DATABASE_URL: db.apiUrl,
      PIPELINE_DATABASE_URL: db.pipelineUrl,
      KAFKA_BROKERS: brokers.join(','),
      LOG_LEVEL: 'fatal',
      ...keys.env,
      ...(await testAuthentication()),
    }),
  );
  const tenantId = v7();
  const pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 1 });
  const { elsewhere, disconnect } = await elsewhereOf(tenantId, brokers, pool);
  const person = (reference: string) => personIdOf(tenantId, reference);
  const asking: Rig['asking'] = async (role, query, variables = {}, readAfter) =>
    ask(running.url, query, variables, {
      token: await tokenFor(role, { tenant: tenantId, subject: person(role) }),
      ...(readAfter === undefined ? {} : { readAfter }),
    });
  const mutate = async <P = Payload>(
    role: Role,
    name: string,
    input: object,
    fields = 'token ids systemMap { id }',
  ) => {
    const type = inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { result: ${name}(input: $input) { ${fields} } }`;
    return (await asking<{ result: P }>(role, text, { input })).result;
  };
  return {
    running,
    person,
    elsewhere,
    register: (...references) => elsewhere(...references.map((each) => registered(person(each)))),
    asking,
    mutate,
    importTies: importing(mutate),
    stop: async () => {
      await disconnect();
      await pool.end();
      await running.stop();
      await db.drop();
      await keys.db.drop();
    },
  };
};
