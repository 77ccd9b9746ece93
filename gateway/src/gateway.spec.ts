import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { eventually, send, testAuthentication, tokenFor } from '@securebase/testing';
import { startSubgraphs, type TestSubgraph } from '../test/subgraphs.ts';
import { compose } from './compose.ts';
import { readGatewayConfig } from './config.ts';
import { type RunningGateway, startGateway } from './start-gateway.ts';

jest.setTimeout(20_000);
const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
const file = join(folder, 'supergraph.graphql');
let subgraphs: TestSubgraph[];
let gateway: RunningGateway;
let token: string;

const configured = async (more: Record<string, string> = {}) =>
  readGatewayConfig({
    ...(await testAuthentication()),
    PORT: '0',
    METRICS_PORT: '0',
    LOG_LEVEL: 'silent',
    SUPERGRAPH: file,
    SUBGRAPH_URLS: JSON.stringify(Object.fromEntries(subgraphs.map(({ name, url }) => [name, url]))),
    REQUEST_DEADLINE_MS: '1000',
    QUERY_COST: '10000',
    INTROSPECTION_ROLES: 'COACH',
    AD_HOC_ROLES: 'COACH',
    ...more,
  });

beforeAll(async () => {
  subgraphs = await startSubgraphs();
  writeFileSync(file, compose(subgraphs));
  gateway = await startGateway(await configured());
  token = await tokenFor('COACH');
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(subgraphs.map(({ stop }) => stop()));
  rmSync(folder, { recursive: true });
});

const ask = (query: string, variables = {}, headers = {}) =>
  send(gateway.url, query, variables, { token, headers });
const codesOf = (answer: { errors?: readonly { extensions?: { code?: string } }[] }) =>
  answer.errors?.map(({ extensions }) => extensions?.code);
const federated = '{ people(first: 50) { edges { node { id name scores maps { density } } } } }';

describe('A federated query', () => {
  it('is answered by three services, each asked once', async () => {
    for (const { asked } of subgraphs) asked.length = 0;
    const { data, errors } = await ask(federated);
    expect(errors).toBeUndefined();
    const { edges } = (data as { people: { edges: unknown[] } }).people;
    expect(edges).toHaveLength(50);
    expect(edges[7]).toEqual({
      node: { id: 'p7', name: 'Person 7', scores: [1, 2, 3], maps: [{ density: 0.25 }] },
    });
    expect(subgraphs.map(({ asked }) => asked.length)).toEqual([1, 1, 1]);
  });

  it('takes along who asks and as part of what, and nothing else', async () => {
    for (const { asked } of subgraphs) asked.length = 0;
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const sent = {
      'x-request-id': 'mine-1',
      traceparent,
      'read-after': 'e30',
      cookie: 'a=b',
      'x-actor': 'admin',
    };
    await ask(federated, {}, sent);
    for (const { asked } of subgraphs) {
      expect(asked[0]?.headers).toMatchObject({
        authorization: `Bearer ${token}`,
        'x-request-id': 'mine-1',
        traceparent,
        'read-after': 'e30',
      });
      expect(asked[0]?.headers).not.toHaveProperty('cookie');
      expect(asked[0]?.headers).not.toHaveProperty('x-actor');
    }
  });

  it('shows the schema to those with a token', async () => {
    expect(codesOf(await ask(getIntrospectionQuery()))).toBeUndefined();
    const { data } = await ask(
      '{ __schema { queryType { name } } __type(name: "Person") { fields { name } } }',
    );
    expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
    expect(JSON.stringify(data)).not.toContain('_entities');
  });
});

describe('Callers without a token', () => {
  it.each([
    ['{ __typename }', undefined],
    [federated, 'UNAUTHENTICATED'],
    ['{ __schema { types { name } } }', 'UNAUTHENTICATED'],
    ['{ guess }', 'UNAUTHENTICATED'],
  ])('get the root’s name and nothing else: %.30s', async (query, code) => {
    for (const { asked } of subgraphs) asked.length = 0;
    const answer = await send(gateway.url, query);
    if (code === undefined) expect(answer).toEqual({ status: 200, data: { __typename: 'Query' } });
    else expect(codesOf(answer)).toEqual([code]);
    expect(subgraphs.flatMap(({ asked }) => asked)).toEqual([]);
  });
});

describe('Errors', () => {
  it('of rules keep their code, their sentence and their place, and nothing more', async () => {
    const { data, errors } = await ask('mutation { rename(id: "x") { id } }');
    expect(data).toEqual({ rename: null });
    expect(errors).toEqual([
      {
        message: 'A closed engagement has no new name. Open another one.',
        path: ['rename'],
        extensions: { code: 'ENGAGEMENT_CLOSED', path: ['input', 'name'], correlationId: expect.any(String) },
      },
    ]);
  });

  it('that nobody foresaw tell nothing', async () => {
    const answer = await ask('{ leaky }');
    expect(codesOf(answer)).toEqual(['INTERNAL_ERROR']);
    expect(JSON.stringify(answer)).not.toMatch(/secret|10\.0/);
  });

  it('of time say so', async () => {
    const begun = performance.now();
    const answer = await ask('{ slow map { density } }');
    expect(codesOf(answer)).toEqual(['DEADLINE_EXCEEDED']);
    expect(answer.data).toMatchObject({ map: { density: 0.5 } });
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('of a service that is away leave the others’ data', async () => {
    const away = await startGateway(
      await configured({
        SUBGRAPH_URLS: JSON.stringify({
          ...Object.fromEntries(subgraphs.map(({ name, url }) => [name, url])),
          assessments: 'http://127.0.0.1:1/graphql',
        }),
      }),
    );
    try {
      const answer = await send(away.url, federated.replace('50', '2'), {}, { token });
      expect(answer.status).toBe(200);
      expect(codesOf(answer)).toEqual(['SUBGRAPH_UNAVAILABLE']);
      expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONN/);
      expect(answer.data).toEqual({
        people: {
          edges: [0, 1].map((index) => ({
            node: { id: `p${index}`, name: `Person ${index}`, scores: null, maps: [{ density: 0.25 }] },
          })),
        },
      });
    } finally {
      await away.stop();
    }
  });
});

describe('Bad input', () => {
  it.each([
    ['{ nothing }', 'BAD_QUERY'],
    ['{ people(', 'BAD_QUERY'],
    ['subscription { people }', 'BAD_QUERY'],
    [
      `{ ${Array.from({ length: 10_000 }, (_each, index) => `a${index}: __typename`).join(' ')} }`,
      'TOO_MANY_ALIASES',
    ],
    ['{ people { edges { node { '.repeat(5_000), 'QUERY_TOO_DEEP'],
    [`{ people { edges { node { ${'friends { '.repeat(20)} id ${'} '.repeat(20)} } } } }`, 'QUERY_TOO_DEEP'],
    [`{ ${'__typename '.repeat(10_000)} }`, 'TOO_MANY_TOKENS'],
    [
      '{ people(first: 100) { edges { node { friends { friends { friends { id } } } } } } }',
      'QUERY_TOO_COSTLY',
    ],
    [
      `{ ...F0 } ${Array.from({ length: 30 }, (_each, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`).join(' ')} fragment F30 on Query { map { id } }`,
      'QUERY_TOO_COSTLY',
    ],
  ])('is refused with a code: %.40s', async (query, code) => {
    expect(codesOf(await ask(query))).toEqual([code]);
  });

  it('counts pages that come in variables', async () => {
    const query = 'query ($n: Int!) { people(first: $n) { edges { node { friends { friends { id } } } } } }';
    expect(codesOf(await ask(query, { n: 10 }))).toBeUndefined();
    expect(codesOf(await ask(query, { n: 99 }))).toEqual(['QUERY_TOO_COSTLY']);
  });

  it('in variables is named with its place', async () => {
    const query = 'query ($input: FindInput) { find(input: $input) { id } }';
    const { errors } = await ask(query, { input: { deep: [{ kind: 'HERD' }] } });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      path: ['input', 'deep', '0', 'kind'],
    });
  });

  it('of ten megabytes is refused', async () => {
    expect(codesOf(await ask('{ map { id } }', { text: 'x'.repeat(10_000_000) }))).toEqual([
      'REQUEST_TOO_LARGE',
    ]);
  });

  it('that a foreign page could send is refused', async () => {
    expect(codesOf(await ask('{ map { id } }', {}, { 'content-type': 'text/plain' }))).toEqual([
      'CSRF_REFUSED',
    ]);
    const got = await fetch(`${gateway.url}?query={map{id}}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(got.status).toBe(405);
  });
});

describe('Several operations in one request', () => {
  const post = async (count: number) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(
        Array.from({ length: count }, (_each, index) => ({
          query: index === 1 ? '{ nothing }' : '{ map { id } }',
        })),
      ),
    });
    return (await response.json()) as unknown;
  };

  it('are answered one by one', async () => {
    expect(await post(3)).toEqual([
      { data: { map: { id: 'm' } } },
      { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_QUERY' }) })] },
      { data: { map: { id: 'm' } } },
    ]);
  });

  it('are refused when they are too many', async () => {
    expect(codesOf((await post(6)) as never)).toEqual(['BATCH_TOO_LARGE']);
  });
});

describe('The process', () => {
  it('tells whether it lives, is ready, and what it counts', async () => {
    const at = (path: string) => fetch(new URL(path, gateway.url));
    expect((await at('/health/live')).status).toBe(200);
    expect((await at('/health/ready')).status).toBe(200);
    expect(await (await fetch(gateway.metricsUrl ?? '')).text()).toContain(
      'securebase_subgraph_request_seconds_bucket',
    );
  });

  it('does not tell clients what it counts', async () => {
    expect((await fetch(new URL('/metrics', gateway.url))).status).toBe(404);
    const path = new URL('/graphql', gateway.metricsUrl);
    expect((await fetch(path, { method: 'POST', body: '{}' })).status).toBe(404);
  });

  it('takes a changed supergraph without a restart, and refuses a broken one', async () => {
    const [first, ...others] = subgraphs;
    const added = {
      name: 'engagements',
      schema: first?.schema.replace('leaky: String', 'leaky: String added: String') ?? '',
    };
    writeFileSync(file, compose([added, ...others]));
    await eventually(async () => {
      expect(codesOf(await ask('{ added }'))).toBeUndefined();
    });
    writeFileSync(file, 'not a supergraph');
    await eventually(async () => {
      const metrics = await (await fetch(gateway.metricsUrl ?? '')).text();
      expect(metrics).toMatch(/^securebase_supergraph_reloads_total\{.*outcome="refused".*\} 1$/m);
    });
    expect(codesOf(await ask('{ added }'))).toBeUndefined();
    writeFileSync(file, compose(subgraphs));
    await eventually(async () => {
      expect(codesOf(await ask('{ added }'))).toEqual(['BAD_QUERY']);
    });
  });
});
