import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@securebase/event-sourcing/database';
import { readServiceConfig, type RunningService, startService } from '@securebase/service-kit';
import {
  ask,
  database,
  kafka,
  personAs,
  Refused,
  type Role,
  type TestDatabase,
  testAuthentication,
  tokenFor,
} from '@securebase/testing';
import { definition } from './service.ts';

const root = join(import.meta.dirname, '../../..');
const folders = ['libs/event-sourcing/sql', 'libs/service-kit/sql', 'services/engagements/sql'].map((each) =>
  join(root, each),
);
const service = 'engagements';

let db: TestDatabase;
let running: RunningService;
beforeAll(async () => {
  db = await database({
    service,
    folders,
    migrate: ({ ownerUrl }) => migrate({ url: ownerUrl, service, folders }),
  });
  running = await startService(
    definition,
    readServiceConfig([], {
      PORT: '0',
      API_DATABASE_URL: db.apiUrl,
      PIPELINE_DATABASE_URL: db.pipelineUrl,
      KAFKA_BROKERS: (await kafka()).join(','),
      LOG_LEVEL: 'fatal',
      ...(await testAuthentication()),
    }),
  );
  for (const role of ['client', 'coach', 'sponsor'])
    await mutate('ADMIN', 'registerPerson', 'RegisterPersonInput', 'person { id }', {
      name: `The ${role}`,
      email: `${role}@example.org`,
      reference: role,
    });
});
afterAll(async () => {
  await running.stop();
  await db.drop();
});

interface Payload {
  token: string;
  person: { id: string; name: string };
  program: { id: string };
  cohort: { id: string };
  engagement: {
    id: string;
    status: string;
    purpose: string | null;
    sessions: { id: string; status: string }[];
  };
}
const mutate = async (
  role: Role,
  name: string,
  type: string,
  fields: string,
  input: object,
): Promise<Payload> => {
  const text = `mutation ($input: ${type}!) { result: ${name}(input: $input) { token ${fields} } }`;
  const { result } = await ask<{ result: Payload }>(
    running.url,
    text,
    { input },
    { token: await tokenFor(role) },
  );
  return result;
};
const engagementFields = 'engagement { id status purpose sessions { id status } }';
const propose = (more: object = {}) =>
  mutate('PROGRAM_MANAGER', 'proposeEngagement', 'ProposeEngagementInput', engagementFields, {
    kind: 'INDIVIDUAL',
    clientId: personAs('CLIENT'),
    purpose: 'to sleep again',
    ...more,
  });
const see = async (role: Role, id: string, readAfter?: string) =>
  ask<{
    engagement: {
      status: string;
      purpose: string | null;
      client: { name: string | null; email: string | null };
    } | null;
  }>(
    running.url,
    'query ($id: ID!) { engagement(id: $id) { status purpose client { name email } } }',
    { id },
    { token: await tokenFor(role), ...(readAfter === undefined ? {} : { readAfter }) },
  );

it('carries an engagement from the proposal to a held session', async () => {
  const { engagement } = await propose({ sponsorId: personAs('SPONSOR') });
  const engagementId = engagement.id;
  const step = (role: Role, name: string, type: string, input: object = {}) =>
    mutate(role, name, type, engagementFields, { engagementId, ...input });
  await step('CLIENT', 'confirmMatch', 'ConfirmMatchInput', { coachId: personAs('COACH') });
  await step('COACH', 'draftAgreement', 'DraftAgreementInput', { sessions: 8, objectives: 'sleep' });
  for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
    await step(party, 'signAgreement', 'SignAgreementInput', { agreementVersion: 1, party });
  await step('COACH', 'startEngagement', 'EngagementInput');
  const times = { startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-01T10:00:00Z' };
  const scheduled = await step('COACH', 'scheduleSession', 'ScheduleSessionInput', {
    kind: 'COACHING',
    ...times,
  });
  const sessionId = scheduled.engagement.sessions[0]?.id;
  const held = await step('COACH', 'holdSession', 'SessionInput', { sessionId });
  expect(held.engagement).toMatchObject({ status: 'ACTIVE', sessions: [{ status: 'HELD' }] });
  expect((await see('CLIENT', engagementId, held.token)).engagement).toMatchObject({ status: 'ACTIVE' });
});

describe('what is said', () => {
  it('is read by client and coach, and by nobody else', async () => {
    const { engagement, token } = await propose({ sponsorId: personAs('SPONSOR') });
    const { id } = engagement;
    expect(engagement.purpose).toBeNull(); // whoever runs programs wrote it down, and does not read it
    expect((await see('CLIENT', id, token)).engagement).toMatchObject({ purpose: 'to sleep again' });
    expect((await see('SPONSOR', id, token)).engagement).toMatchObject({
      purpose: null,
      client: { email: null },
    });
    expect((await see('COACH', id, token)).engagement).toBeNull();
    await expect(see('ANALYST', id)).rejects.toThrow(Refused);
  });
});

it('carries the same command out once', async () => {
  const commandId = '0198a000-0000-7000-8000-000000000001';
  const [first, second] = [await propose({ commandId }), await propose({ commandId })];
  expect(second.engagement.id).toBe(first.engagement.id);
  await expect(propose({ commandId, purpose: 'something else' })).rejects.toMatchObject({
    codes: ['COMMAND_ID_REUSED'],
  });
});

it.each([
  ['UNKNOWN_PERSON', { clientId: '0198a000-0000-7000-8000-00000000dead' }],
  ['BAD_INPUT', { clientId: 'nobody' }],
  ['BAD_INPUT', { purpose: '' }],
])('refuses with %s', async (code, input) => {
  await expect(propose(input)).rejects.toMatchObject({ codes: [code] });
});
