import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTopics, declaredTopics } from '@securebase/event-sourcing';
import { migrate } from '@securebase/event-sourcing/database';
import { readServiceConfig, type RunningService, startService } from '@securebase/service-kit';
import {
  ask,
  database,
  kafka,
  type Role,
  type TestDatabase,
  testAuthentication,
  tokenFor,
} from '@securebase/testing';
import { definition } from './service.ts';

const root = join(import.meta.dirname, '../../..');
const service = 'system-mapping';
const folders = ['libs/event-sourcing/sql', 'libs/service-kit/sql', `services/${service}/sql`].map((each) =>
  join(root, each),
);

let db: TestDatabase;
let running: RunningService;
beforeAll(async () => {
  const brokers = await kafka();
  await createTopics(brokers, declaredTopics(join(root, 'infra/kafka/topics.yaml')));
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
      KAFKA_BROKERS: brokers.join(','),
      LOG_LEVEL: 'fatal',
      ...(await testAuthentication()),
    }),
  );
});
afterAll(async () => {
  await running.stop();
  await db.drop();
});

interface Payload {
  readonly token: string;
  readonly ids: string[];
  readonly systemMap: { readonly id: string };
}
const asking = async <T>(role: Role, query: string, variables: object, readAfter?: string) =>
  ask<T>(running.url, query, variables, {
    token: await tokenFor(role),
    ...(readAfter !== undefined && { readAfter }),
  });
const mutate = async (role: Role, name: string, type: string, input: object) =>
  (
    await asking<{ result: Payload }>(
      role,
      `mutation ($input: ${type}!) { result: ${name}(input: $input) { token ids systemMap { id } } }`,
      { input },
    )
  ).result;

const draw = async () => {
  const { systemMap } = await mutate('CLIENT', 'createMap', 'CreateMapInput', {
    kind: 'PERSON',
    name: 'Mine',
  });
  const mapId = systemMap.id;
  const actors = ['me', 'my manager', 'my team'].map((label) => ({ kind: 'ROLE', label }));
  const { ids } = await mutate('CLIENT', 'addActors', 'AddActorsInput', { mapId, actors });
  const [me = '', manager = '', team = ''] = ids;
  const ties = [
    { source: me, target: manager, kind: 'TURNS_TO', strength: 4 },
    { source: manager, target: me, kind: 'SUPPORTS', strength: 2 },
    { source: me, target: team, kind: 'WORKS_WITH' },
  ];
  return { mapId, me, ...(await mutate('CLIENT', 'assertTies', 'AssertTiesInput', { mapId, ties })) };
};
const see = (role: Role, id: string, token: string) =>
  asking<{ systemMap: object | null }>(
    role,
    `query ($id: ID!) { systemMap(id: $id) {
      name metrics { actors ties density reciprocity }
      actors { edges { node { label } } } ties(first: 2) { edges { node { strength } } pageInfo { hasNextPage } }
    } }`,
    { id },
    token,
  );

it('shows a map with its actors, its ties and its figures to its owner', async () => {
  const { mapId, token } = await draw();
  const { systemMap } = await see('CLIENT', mapId, token);
  expect(systemMap).toMatchObject({
    name: 'Mine',
    metrics: { actors: 3, ties: 3, density: 0.5, reciprocity: 2 / 3 },
    ties: { pageInfo: { hasNextPage: true } },
  });
});

it('shows it to nobody else, and lets nobody else change it', async () => {
  const { mapId, me, token } = await draw();
  expect((await see('COACH', mapId, token)).systemMap).toBeNull();
  const rename = mutate('COACH', 'renameActor', 'RenameActorInput', { mapId, actorId: me, label: 'x' });
  await expect(rename).rejects.toMatchObject({ codes: ['MAP_NOT_FOUND'] });
});

it('removes an actor with its ties', async () => {
  const { mapId, me } = await draw();
  const { token } = await mutate('CLIENT', 'removeActor', 'ActorIdInput', { mapId, actorId: me });
  const { systemMap } = await see('CLIENT', mapId, token);
  expect(systemMap).toMatchObject({ metrics: { actors: 2, ties: 0, density: 0, reciprocity: null } });
});

it.each([
  [
    'UNKNOWN_PERSON',
    { actors: [{ kind: 'PERSON', personId: '0198a000-0000-7000-8000-00000000dead', label: 'x' }] },
  ],
  ['BAD_INPUT', { actors: [] }],
  ['BAD_INPUT', { actors: [{ kind: 'ROLE', label: '' }] }],
])('refuses actors with %s', async (code, input) => {
  const { mapId } = await draw();
  await expect(mutate('CLIENT', 'addActors', 'AddActorsInput', { mapId, ...input })).rejects.toMatchObject({
    codes: [code],
  });
});

it('refuses a map of an engagement that is not one’s own', async () => {
  const input = { kind: 'TEAM', name: 'x', engagementId: '0198a000-0000-7000-8000-00000000dead' };
  await expect(mutate('COACH', 'createMap', 'CreateMapInput', input)).rejects.toMatchObject({
    codes: ['UNKNOWN_ENGAGEMENT'],
  });
});
