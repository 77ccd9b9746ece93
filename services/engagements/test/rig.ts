import { join } from 'node:path';
import { type AssessmentsEvent, type SystemMappingEvent } from '@securebase/contracts';
import { createTopics, declaredTopics, kafkaClient, messageOf } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import { readServiceConfig, type RunningService, startService } from '@securebase/service-kit';
import {
  ask,
  database,
  demoTenant,
  kafka,
  type Role,
  type TestDatabase,
  testAuthentication,
  testKeys,
  tokenFor,
} from '@securebase/testing';
import { v7 } from 'uuid';
import { definition } from '../src/service.ts';

const service = 'engagements';
const root = join(import.meta.dirname, '../../..');
const folders = ['libs/event-sourcing/sql', 'libs/service-kit/sql', 'services/engagements/sql'].map((each) =>
  join(root, each),
);

interface Session {
  id: string;
  status: string;
}
export interface Engagement {
  id: string;
  status: string;
  proposedAt: string;
  purpose: string | null;
  sessionsHeld: number;
  sessions: Session[] | null;
  memberIds: string[];
  client: { name: string | null; email: string | null };
}
export interface Payload {
  token: string;
  person: { id: string; name: string };
  program: { id: string };
  cohort: { id: string; participants: number };
  engagement: Engagement;
}
export const engagementFields =
  'engagement { id status proposedAt purpose sessionsHeld memberIds sessions { id status } client { name email } }';

/** The service as a process of its own would be, on real servers, with a client, a coach and a sponsor. */
export interface Rig {
  /** Of GraphQL. */
  readonly url: string;
  /** Starts a process like the one that runs, and stops it. */
  readonly startAgain: () => Promise<void>;
  /** Asks as somebody in a role; the role has its own person. */
  readonly asking: <T>(role: Role, query: string, variables?: object, readAfter?: string) => Promise<T>;
  readonly mutate: (role: Role, name: string, fields: string, input: object) => Promise<Payload>;
  readonly see: (role: Role, id: string, readAfter?: string) => Promise<Engagement | null>;
  /** Something happens at another service. */
  readonly elsewhere: (
    service: 'assessments' | 'system-mapping',
    stream: string,
    event: AssessmentsEvent | SystemMappingEvent,
  ) => Promise<void>;
  /** For tests that look behind the API. */
  readonly app: RunningService['app'];
  readonly db: TestDatabase;
  readonly keys: TestDatabase;
  readonly stop: () => Promise<void>;
}

export const startRig = async (): Promise<Rig> => {
  const db = await database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
  const brokers = await kafka();
  await createTopics(brokers, declaredTopics(join(root, 'infra/kafka/topics.yaml')));
  const keys = await testKeys(migrate);
  const config = readServiceConfig([], {
    PORT: '0',
    API_DATABASE_URL: db.apiUrl,
    PIPELINE_DATABASE_URL: db.pipelineUrl,
    KAFKA_BROKERS: brokers.join(','),
    LOG_LEVEL: 'fatal',
    ...keys.env,
    ...(await testAuthentication()),
  });
  const running = await startService(definition, config);
  const asking = async <T>(role: Role, query: string, variables: object = {}, readAfter?: string) =>
    ask<T>(running.url, query, variables, {
      token: await tokenFor(role),
      ...(readAfter === undefined ? {} : { readAfter }),
    });
  const producer = kafkaClient('elsewhere', brokers).producer();
  await producer.connect();
  const rig: Rig = {
    url: running.url,
    app: running.app,
    startAgain: async () => {
      await (await startService(definition, config)).stop();
    },
    db,
    keys: keys.db,
    elsewhere: async (service, stream, event) => {
      const id = v7();
      const recorded = {
        ...event,
        tenantId: demoTenant,
        stream,
        version: 1,
        id,
        at: new Date().toISOString(),
      };
      const meta = { position: 1, schemaVersion: 1, actorId: id, correlationId: id, commandId: id };
      const message = messageOf(service, { ...recorded, ...meta });
      await producer.send({ topic: `${service}.events`, messages: [{ ...message }] });
    },
    asking,
    mutate: async (role, name, fields, input) => {
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const text = `mutation ($input: ${inputs[name] ?? type}!) { result: ${name}(input: $input) { token ${fields} } }`;
      return (await asking<{ result: Payload }>(role, text, { input })).result;
    },
    see: async (role, id, readAfter) => {
      const text = `query ($id: ID!) { ${engagementFields.replace('engagement', 'engagement(id: $id)')} }`;
      return (await asking<{ engagement: Engagement | null }>(role, text, { id }, readAfter)).engagement;
    },
    stop: async () => {
      await producer.disconnect();
      await running.stop();
      await db.drop();
      await keys.db.drop();
    },
  };
  for (const role of ['client', 'coach', 'sponsor'])
    await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
      name: `The ${role}`,
      email: `${role}@example.org`,
      reference: role,
    });
  return rig;
};

/** Mutations that share an input with others. */
const inputs: Readonly<Record<string, string>> = {
  startEngagement: 'EngagementInput',
  pauseEngagement: 'EngagementInput',
  resumeEngagement: 'EngagementInput',
  completeEngagement: 'EngagementInput',
  endEngagementEarly: 'EngagementInput',
  amendAgreement: 'DraftAgreementInput',
  holdSession: 'HoldSessionInput',
  cancelSession: 'SessionByInput',
  missSession: 'SessionByInput',
  openProgram: 'ProgramInput',
  closeProgram: 'ProgramInput',
  closeCohort: 'CohortInput',
  setBudget: 'BudgetInput',
  approveBudgetOverrun: 'BudgetInput',
  dropAgreementTemplate: 'AgreementTemplateInput',
};
