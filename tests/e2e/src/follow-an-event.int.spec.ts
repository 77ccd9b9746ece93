// The code of docs/follow-an-event.md.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoTenant, eventually, personAs } from '@securebase/testing';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { admin, client, coach, manager, type Running, runPlatform } from '../test/platform.ts';

let running: Running;
beforeAll(async () => {
  running = await runPlatform();
});
afterAll(() => running.stop());

interface Changed {
  readonly done: { readonly engagement: { readonly id: string }; readonly token: string };
}

it('follows one mutation from the gateway to the log, to Kafka, to read models and to a federated answer', async () => {
  const { ask, platform } = running;
  for (const reference of ['client', 'coach'])
    await ask(admin, 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { token } }', {
      input: { name: `The ${reference}`, email: `${reference}@example.org`, reference },
    });

  // 1. A mutation through the gateway.
  const { done } = await ask<Changed>(
    manager,
    'mutation ($input: ProposeEngagementInput!) { done: proposeEngagement(input: $input) { engagement { id } token } }',
    { input: { kind: 'INDIVIDUAL', clientId: personAs('CLIENT'), purpose: 'to be less alone with it' } },
  );
  const { id } = done.engagement;
  const matched = await ask<Changed>(
    client,
    'mutation ($input: ConfirmMatchInput!) { done: confirmMatch(input: $input) { engagement { id } token } }',
    { input: { engagementId: id, coachId: personAs('COACH') } },
  );

  // 2. It is in the log, with what it was part of, and with nothing that can be read of what is personal.
  const database = new pg.Client({ connectionString: platform.databases['engagements']?.pipelineUrl });
  await database.connect();
  const { rows } = await database.query<{
    type: string;
    version: number;
    data: Record<string, unknown>;
    meta: object;
  }>(
    'select type, version, data, meta from log.event where tenant_id = $1 and stream = $2 order by version',
    [demoTenant, `engagement-${id}`],
  );
  await database.end();
  expect(rows.map(({ type, version }) => [version, type])).toEqual([
    [1, 'EngagementProposed'],
    [2, 'MatchConfirmed'],
  ]);
  expect(rows[0]?.data['purpose']).toEqual({ subject: personAs('CLIENT'), value: expect.any(String) });
  expect(JSON.stringify(rows)).not.toContain('less alone');
  expect(rows[1]?.meta).toMatchObject({ actorId: personAs('CLIENT'), commandId: expect.any(String) });

  // 3. It is in Kafka: a CloudEvent, in the order of the stream.
  const messages = await messagesOf(
    platform.brokers,
    'engagements.events',
    `${demoTenant}/engagement-${id}`,
    2,
  );
  expect(messages.map(({ headers }) => [headers['ce_streamversion'], headers['ce_type']])).toEqual([
    ['1', 'EngagementProposed'],
    ['2', 'MatchConfirmed'],
  ]);
  expect(messages[0]?.headers).toMatchObject({
    ce_specversion: '1.0',
    ce_source: '/securebase/engagements',
    ce_subject: `engagement-${id}`,
    ce_tenantid: demoTenant,
    'content-type': 'application/json',
  });

  // 4. It is a row of this service's read model: the token makes the query wait for it.
  const seen = await ask<{ engagement: { status: string; purpose: string } }>(
    client,
    'query ($id: ID!) { engagement(id: $id) { status purpose } }',
    { id },
    matched.done.token,
  );
  expect(seen.engagement).toEqual({ status: 'MATCHED', purpose: 'to be less alone with it' });

  // 5. It is in the read models of the other services, so that they can add to it; one query joins all three.
  const input = { kind: 'PERSON', engagementId: id, name: 'Whom I turn to' };
  const map = await ask<{ done: { token: string } }>(
    coach,
    'mutation ($input: CreateMapInput!) { done: createMap(input: $input) { token } }',
    { input },
    matched.done.token,
  );
  const federated = await ask<object>(
    coach,
    `query ($id: ID!) {
      engagement(id: $id) {
        status client { name }
        assessments { edges { node { status } } }
        systemMaps { name metrics { actors density } }
      }
    }`,
    { id },
    map.done.token,
  );
  expect(federated).toEqual({
    engagement: {
      status: 'MATCHED',
      client: { name: 'The client' },
      assessments: { edges: [] },
      systemMaps: [{ name: 'Whom I turn to', metrics: { actors: 0, density: null } }],
    },
  });
});

interface Message {
  readonly headers: Record<string, string>;
}

const messagesOf = async (brokers: readonly string[], topic: string, key: string, atLeast: number) => {
  const consumer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).consumer({
    groupId: `follow-${key}`,
  });
  const found: Message[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
      if (message.key?.toString() === key)
        found.push({ headers: Object.fromEntries(headers) as Record<string, string> });
      return Promise.resolve();
    },
  });
  await eventually(() => {
    expect(found.length).toBeGreaterThanOrEqual(atLeast);
  });
  await consumer.disconnect();
  return found;
};
