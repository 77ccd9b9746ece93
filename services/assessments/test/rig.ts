import { join } from 'node:path';
import { type EngagementsEvent } from '@securebase/contracts';
import { seal } from '@securebase/domain-kit';
import { createTopics, declaredTopics, kafkaClient, messageOf } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import { readServiceConfig, type RunningService, startService } from '@securebase/service-kit';
import {
  ask,
  database,
  eventually,
  kafka,
  type Role,
  type TestDatabase,
  testAuthentication,
  testKeys,
  tokenFor,
} from '@securebase/testing';
import pg from 'pg';
import { v7 } from 'uuid';
import { definition } from '../src/service.ts';

const root = join(import.meta.dirname, '../../..');
const folders = ['libs/event-sourcing/sql', 'libs/service-kit/sql', 'services/assessments/sql'].map((each) =>
  join(root, each),
);
export const example = join(root, 'examples/bfi');

export interface Caller {
  readonly role: Role;
  /** A person; else nobody in particular. */
  readonly as?: string;
}

/** A person is in the directory. */
export const registered = (personId: string): readonly [string, EngagementsEvent] => {
  const sealed = seal(personId, 'x');
  return [
    `person-${personId}`,
    { type: 'PersonRegistered', data: { personId, name: sealed, email: sealed } },
  ];
};

const followers = definition.projections
  .filter(({ source }) => source.kind === 'TOPIC')
  .map(({ name }) => name);
const behind = `
  select count(*)::int as behind from unnest($1::text[]) f (name) cross join unnest($3::text[], $4::int[]) w (stream, version)
  where not exists (select from log.stream_seen s where s.projection = f.name and s.tenant_id = $2 and s.stream = w.stream and s.version >= w.version)`;

/** The service as a process of its own would be, on real servers, for a tenant that nobody else has. */
export interface Rig {
  readonly tenantId: string;
  readonly service: RunningService;
  readonly db: TestDatabase;
  /** Something happens at the engagements service. Resolves when every read model here has seen it. */
  readonly elsewhere: (
    ...happened: readonly (readonly [stream: string, event: EngagementsEvent])[]
  ) => Promise<void>;
  readonly asking: <T>(caller: Caller, query: string, variables?: object, readAfter?: string) => Promise<T>;
  readonly stop: () => Promise<void>;
}

export const startRig = async (): Promise<Rig> => {
  const brokers = await kafka();
  const [db] = await Promise.all([
    database({
      service: 'assessments',
      folders,
      migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service: 'assessments', folders }),
    }),
    createTopics(brokers, declaredTopics(join(root, 'infra/kafka/topics.yaml'))),
  ]);
  const keys = await testKeys(migrate);
  const service = await startService(
    definition,
    readServiceConfig([], {
      PORT: '0',
      API_DATABASE_URL: db.apiUrl,
      PIPELINE_DATABASE_URL: db.pipelineUrl,
      KAFKA_BROKERS: brokers.join(','),
      LOG_LEVEL: 'error',
      ...keys.env,
      ...(await testAuthentication()),
    }),
  );
  const pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 1 });
  const producer = kafkaClient('elsewhere', brokers).producer();
  await producer.connect();
  const tenantId = v7();
  const nobody = v7();
  const versions = new Map<string, number>();
  return {
    tenantId,
    service,
    db,
    elsewhere: async (...happened) => {
      const messages = happened.map(([stream, event]) => {
        const version = (versions.get(stream) ?? 0) + 1;
        versions.set(stream, version);
        const id = v7();
        const recorded = { ...event, tenantId, stream, version, id, at: new Date().toISOString() };
        const meta = {
          position: version,
          schemaVersion: 1,
          actorId: nobody,
          correlationId: id,
          commandId: id,
        };
        return messageOf('engagements', { ...recorded, ...meta });
      });
      for (let at = 0; at < messages.length; at += 500)
        await producer.send({
          topic: 'engagements.events',
          messages: messages.slice(at, at + 500).map((message) => ({ ...message })),
        });
      const streams = [...new Set(happened.map(([stream]) => stream))];
      await eventually(
        async () => {
          const { rows } = await pool.query<{ behind: number }>(behind, [
            followers,
            tenantId,
            streams,
            streams.map((stream) => versions.get(stream)),
          ]);
          if (rows[0]?.behind !== 0) throw new Error('Not everything has been seen yet.');
        },
        { within: 40_000, every: 50 },
      );
    },
    asking: async (caller, query, variables = {}, readAfter) =>
      ask(service.url, query, variables, {
        token: await tokenFor(caller.role, { tenant: tenantId, subject: caller.as ?? nobody }),
        ...(readAfter === undefined ? {} : { readAfter }),
      }),
    stop: async () => {
      await producer.disconnect();
      await pool.end();
      await service.stop();
      await db.drop();
      await keys.db.drop();
    },
  };
};
