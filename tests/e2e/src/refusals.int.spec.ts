import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs, send, services } from '@securebase/testing';
import pg from 'pg';
import { sendFile } from '../test/files.ts';
import { admin, client, coach, manager, type Running, runPlatform } from '../test/platform.ts';

let running: Running;
beforeAll(async () => {
  running = await runPlatform();
  for (const reference of ['client', 'coach'])
    await running.ask(
      admin,
      'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { token } }',
      {
        input: { name: `The ${reference}`, email: `${reference}@example.org`, reference },
      },
    );
});
afterAll(() => running.stop());

const codesOf = ({ errors = [] }: Awaited<ReturnType<Running['send']>>) =>
  errors.map(({ extensions }) => extensions?.code);

/** How many events the services hold: a refusal leaves none. */
const eventCount = async () => {
  let count = 0;
  for (const service of services) {
    const database = new pg.Client({ connectionString: running.platform.databases[service]?.ownerUrl });
    await database.connect();
    const { rows } = await database.query<{ count: string }>('select count(*) from log.event');
    await database.end();
    count += Number(rows[0]?.count);
  }
  return count;
};
const storesNothing = async (work: () => Promise<unknown>) => {
  const before = await eventCount();
  await work();
  expect(await eventCount()).toBe(before);
};
const propose = 'mutation ($input: ProposeEngagementInput!) { proposeEngagement(input: $input) { token } }';
const proposal = { kind: 'INDIVIDUAL', clientId: personAs('CLIENT'), purpose: 'x' };

describe('bad input', () => {
  it.each<[string, object]>([
    ['BAD_INPUT', { ...proposal, clientId: 'not-a-uuid' }],
    ['BAD_INPUT', { ...proposal, kind: 'FAMILY' }],
    ['BAD_INPUT', { ...proposal, purpose: '' }],
    ['BAD_INPUT', { ...proposal, purpose: 'a\u0000b' }],
    ['BAD_INPUT', { kind: 'TEAM' }],
    ['UNKNOWN_PERSON', { ...proposal, clientId: '0198a000-0000-7000-8000-00000000dead' }],
  ])('is refused with %s: %j', (code, input) =>
    storesNothing(async () => {
      const answer = await running.send(manager, propose, { input });
      expect(codesOf(answer)).toEqual([code]);
    }),
  );

  it('of ten megabytes is refused, and the gateway goes on', () =>
    storesNothing(async () => {
      const answer = await running.send(manager, propose, {
        input: { ...proposal, purpose: 'x'.repeat(10_000_000) },
      });
      expect(codesOf(answer)).toEqual(['REQUEST_TOO_LARGE']);
      expect((await running.send(manager, '{ __typename }')).data).toEqual({ __typename: 'Query' });
    }));

  it.each([
    ['QUERY_TOO_DEEP', `{ me ${'{ engagements '.repeat(40)}{ id }${'}'.repeat(40)} }`],
    [
      'TOO_MANY_ALIASES',
      `{ ${Array.from({ length: 10_000 }, (_, index) => `a${index}: __typename`).join(' ')} }`,
    ],
    ['BAD_QUERY', '{ nothingLikeThat }'],
    ['BAD_QUERY', '{ me {'],
    [
      'QUERY_TOO_COSTLY',
      '{ engagements(first: 100) { edges { node { assessments(first: 100) { edges { node { id } } } systemMaps { ties(first: 100) { edges { node { id } } } } } } } }',
    ],
  ])('is refused with %s: a query', async (code, query) => {
    expect(codesOf(await running.send(coach, query))).toEqual([code]);
  });
});

describe('who may not', () => {
  it.each(['{ me { id } }', '{ __schema { types { name } } }', propose])(
    'hears so without a token: %s',
    async (query) => {
      const answer = await send(running.platform.url, query, { input: proposal });
      expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
      expect(answer.data ?? null).toBeNull();
    },
  );

  it('gets { __typename } without a token', async () => {
    expect((await send(running.platform.url, '{ __typename }')).data).toEqual({ __typename: 'Query' });
  });

  it('hears so with a token of another issuer', async () => {
    const token = (await running.tokenOf(coach)).replace(/.(?=.{9}$)/, (one) => (one === 'A' ? 'B' : 'A'));
    expect(codesOf(await send(running.platform.url, '{ me { id } }', {}, { token }))).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  it('hears so in a role that may not', async () => {
    expect(codesOf(await running.send(client, propose, { input: proposal }))).toEqual(['FORBIDDEN']);
  });

  it('finds nothing of another tenant', async () => {
    const { done } = await running.ask<{ done: { engagement: { id: string }; token: string } }>(
      manager,
      'mutation ($input: ProposeEngagementInput!) { done: proposeEngagement(input: $input) { engagement { id } token } }',
      { input: proposal },
    );
    const query = 'query ($id: ID!) { engagement(id: $id) { id } engagements { edges { node { id } } } }';
    const { id } = done.engagement;
    const own = await running.ask<{ engagement: object | null }>(manager, query, { id }, done.token);
    expect(own.engagement).toEqual({ id });
    const stranger = { ...manager, tenant: '0198a000-0000-7000-8000-0000000000ff' };
    expect(await running.ask(stranger, query, { id })).toEqual({
      engagement: null,
      engagements: { edges: [] },
    });
  });
});

describe('a bad file', () => {
  const people = (file: Buffer | string, more: object = {}) =>
    sendFile(running, admin, { service: 'engagements', kind: 'PEOPLE', file, ...more });
  const header = 'reference,name,email\n';

  it.each<[string, Buffer | string, { line: number; column: string | null; code: string }]>([
    [
      'header',
      'reference,nam,email\na,b,a@example.org\n',
      { line: 1, column: 'name', code: 'MISSING_COLUMN' },
    ],
    ['address', `${header}a,A,nowhere\n`, { line: 2, column: 'email', code: 'BAD_VALUE' }],
    [
      'duplicate',
      `${header}a,A,a@example.org\na,B,b@example.org\n`,
      { line: 3, column: 'reference', code: 'DUPLICATE' },
    ],
    [
      'encoding',
      Buffer.concat([Buffer.from(`${header}a,J`), Buffer.from([0xfc]), Buffer.from('rgen,a@example.org\n')]),
      { line: 2, column: 'name', code: 'WRONG_ENCODING' },
    ],
  ])('is refused for its %s, with the place', (_, file, mistake) =>
    storesNothing(async () => {
      const { state, errors } = await people(file);
      expect(state).toBe('REFUSED');
      expect(errors.edges.map(({ node }) => node)).toContainEqual(expect.objectContaining(mistake));
    }),
  );

  it('with an unknown person is refused', async () => {
    const { done } = await running.ask<{ done: { engagement: { id: string } } }>(
      manager,
      'mutation ($input: ProposeEngagementInput!) { done: proposeEngagement(input: $input) { engagement { id } } }',
      { input: { ...proposal, kind: 'TEAM' } },
    );
    await storesNothing(async () => {
      const { errors } = await sendFile(running, manager, {
        service: 'engagements',
        kind: 'TEAM_MEMBERS',
        target: done.engagement.id,
        file: 'reference\nclient\nnobody\n',
      });
      expect(errors.edges.map(({ node }) => [node.line, node.column, node.code])).toEqual([
        [3, 'reference', 'UNKNOWN_PERSON'],
      ]);
    });
  });

  it('of which half is missing is refused', () =>
    storesNothing(async () => {
      const file =
        header +
        Array.from({ length: 20_000 }, (_, row) => `p${row},Person ${row},p${row}@example.org`).join('\n');
      const { state, errors } = await people(file, { parts: 1 });
      expect(state).toBe('REFUSED');
      expect(errors.edges[0]?.node).toMatchObject({ line: 0, code: 'INCOMPLETE_FILE' });
    }));

  it('with a number that is none names line and column', async () => {
    const created = await running.ask<{ done: { systemMap: { id: string } } }>(
      coach,
      'mutation ($input: CreateMapInput!) { done: createMap(input: $input) { systemMap { id } } }',
      { input: { kind: 'TEAM', name: 'x' } },
    );
    const { errors } = await sendFile(running, coach, {
      service: 'system-mapping',
      kind: 'TIES',
      target: created.done.systemMap.id,
      file: 'source,target,kind,strength\nclient,coach,WORKS_WITH,three\n',
    });
    expect(errors.edges.map(({ node }) => [node.line, node.column, node.code])).toEqual([
      [2, 'strength', 'BAD_NUMBER'],
    ]);
  });
});
