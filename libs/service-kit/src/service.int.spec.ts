import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, demoTenant, send, tokenFor } from '@securebase/testing';
import { request } from 'node:http';
import { v4 } from 'uuid';
import { statements } from '../test/notebook.ts';
import { startNotebook } from '../test/start-notebook.ts';

let service: Awaited<ReturnType<typeof startNotebook>>;
let coach: string;

beforeAll(async () => {
  service = await startNotebook();
  coach = await tokenFor('COACH');
});
afterAll(() => service.stop());

const write = `mutation ($input: WriteNoteInput!) { writeNote(input: $input) { token note { id text } } }`;
const writeNote = (text: string, more: object = {}, token = coach) =>
  send<{ writeNote: { token: string; note: { id: string; text: string } } }>(
    service.url,
    write,
    { input: { text, personId: v4(), ...more } },
    { token },
  );
const tokenOf = (parts: object) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const codesOf = (answer: { errors?: readonly { extensions?: { code?: string } }[] }) =>
  answer.errors?.map(({ extensions }) => extensions?.code);

describe('A service', () => {
  it('carries out a mutation, and shows it to a query with its token', async () => {
    const { data } = await writeNote('first');
    const written = data?.writeNote;
    expect(written?.note.text).toBe('first');
    const read = await ask(
      service.url,
      'query ($id: ID!) { note(id: $id) { text } }',
      { id: written?.note.id },
      { token: coach, readAfter: written?.token ?? '' },
    );
    expect(read).toEqual({ note: { text: 'first' } });
  });

  it('knows an id however it is written', async () => {
    const [commandId, personId] = [v4(), v4()];
    const { data } = await writeNote('one id', { commandId, personId });
    const again = await writeNote('one id', { commandId, personId: personId.toUpperCase() });
    expect(again.data?.writeNote.note).toEqual(data?.writeNote.note);
    const found = await ask(
      service.url,
      'query ($id: ID!, $of: [_Any!]!) { note(id: $id) { text } _entities(representations: $of) { ... on Note { text } } }',
      {
        id: data?.writeNote.note.id.toUpperCase(),
        of: [{ __typename: 'Note', id: data?.writeNote.note.id.toUpperCase() }],
      },
      { token: coach, readAfter: data?.writeNote.token ?? '' },
    );
    expect(found).toEqual({ note: { text: 'one id' }, _entities: [{ text: 'one id' }] });
  });

  it('does a retried command once', async () => {
    const commandId = v4();
    const personId = v4();
    const [one, two] = [
      await writeNote('again', { commandId, personId }),
      await writeNote('again', { commandId, personId }),
    ];
    expect(two.data?.writeNote.note).toEqual(one.data?.writeNote.note);
    expect(codesOf(await writeNote('other', { commandId, personId }))).toEqual(['COMMAND_ID_REUSED']);
  });

  it('says which rule said no, and where', async () => {
    const { errors } = await writeNote('forbidden');
    expect(errors?.[0]).toMatchObject({
      message: 'A note cannot say that. Say something else.',
      path: ['writeNote'],
      extensions: { code: 'NOTE_FORBIDDEN', path: ['input', 'text'] },
    });
  });
});

describe('Callers without a token', () => {
  it('get the name of the root type', async () => {
    expect(await send(service.url, '{ __typename }')).toEqual({ status: 200, data: { __typename: 'Query' } });
  });

  it.each([
    '{ notes { edges { cursor } } }',
    '{ __schema { types { name } } }',
    '{ _service { sdl } }',
    '{ nothing }',
  ])('get nothing else: %s', async (query) => {
    const answer = await send(service.url, query);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.data).toBeUndefined();
  });

  it('cannot pass with a token that somebody else signed, or that has expired', async () => {
    const foreign = `${coach.slice(0, -4)}AAAA`;
    const old = await tokenFor('COACH', { lifetime: '-1h' });
    for (const token of [foreign, old, 'x', ''])
      expect(codesOf(await send(service.url, '{ __typename }', {}, { token }))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('Roles', () => {
  it('decide who may call what', async () => {
    const client = await tokenFor('CLIENT');
    expect(codesOf(await writeNote('not mine', {}, client))).toEqual(['FORBIDDEN']);
    expect(
      await ask(service.url, '{ notes(first: 1) { pageInfo { hasNextPage } } }', {}, { token: client }),
    ).toBeTruthy();
  });

  it('decide for entities too', async () => {
    const client = await tokenFor('CLIENT');
    const answer = await send(
      service.url,
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r: [{ __typename: 'Person', id: v4() }] },
      { token: client },
    );
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  });
});

describe('Bad input', () => {
  it.each([
    ['a malformed id', { personId: 'not-an-id' }, 'BAD_INPUT', ['input', 'personId']],
    ['a text that is too long', { text: 'x'.repeat(41) }, 'BAD_INPUT', ['input', 'text']],
    ['a character that cannot be stored', { text: 'a\0b' }, 'BAD_INPUT', ['input', 'text']],
    ['half a character', { text: '\ud800' }, 'BAD_INPUT', ['input', 'text']],
    ['a malformed command id', { commandId: '42' }, 'BAD_INPUT', ['input', 'commandId']],
    ['a wrong type', { text: 42 }, 'BAD_INPUT', ['input', 'text']],
    ['an unknown field', { other: 1 }, 'BAD_INPUT', ['input']],
  ])('names the place of %s', async (_, input, code, path) => {
    const { errors } = await writeNote('fine', input);
    expect(errors?.[0]?.extensions).toMatchObject({ code, path });
  });

  it.each([
    ['{ note(id: "x") { id } }', 'BAD_INPUT'],
    ['{ notes(after: "!!") { edges { cursor } } }', 'BAD_CURSOR'],
    ['{ notes(first: 0) { edges { cursor } } }', 'BAD_INPUT'],
    ['{ nothing }', 'BAD_QUERY'],
    ['{ notes', 'BAD_QUERY'],
    [
      `{ ${Array.from({ length: 10_000 }, (_each, index) => `a${index}: __typename`).join(' ')} }`,
      'TOO_MANY_ALIASES',
    ],
    ['{ notes '.repeat(10_000), 'QUERY_TOO_DEEP'],
    [`{ notes ${'__typename '.repeat(20_000)} }`, 'TOO_MANY_TOKENS'],
    [
      `query { ...A } ${Array.from({ length: 30 }, (_each, index) => `fragment F${index} on Query { x { ...F${index + 1} } }`).join(' ')} fragment A on Query { ...F0 }`,
      'QUERY_TOO_DEEP',
    ],
  ])('is refused with a code: %.40s', async (query, code) => {
    expect(codesOf(await send(service.url, query, {}, { token: coach }))).toContain(code);
  });

  it('of ten megabytes is refused and does no harm', async () => {
    expect(codesOf(await writeNote('x'.repeat(10_000_000)))).toEqual(['REQUEST_TOO_LARGE']);
    expect((await writeNote('still here')).data?.writeNote.note.text).toBe('still here');
  });

  it('that a foreign page could send is refused', async () => {
    const answer = await send(
      service.url,
      '{ __typename }',
      {},
      { token: coach, headers: { 'content-type': 'text/plain' } },
    );
    expect(codesOf(answer)).toEqual(['CSRF_REFUSED']);
  });

  it('in the consistency token is refused, and an unreachable token says so', async () => {
    const query = '{ notes { edges { cursor } } }';
    const readAfter = 'nonsense';
    expect(codesOf(await send(service.url, query, {}, { token: coach, readAfter }))).toEqual([
      'BAD_CONSISTENCY_TOKEN',
    ]);
    const future = await service.tokens.close(demoTenant, tokenOf({ notebook: { p: 1e9, s: {} } }));
    const begun = performance.now();
    expect(codesOf(await send(service.url, query, {}, { token: coach, readAfter: future }))).toEqual([
      'NOT_YET_VISIBLE',
    ]);
    expect(performance.now() - begun).toBeLessThan(7_000);
  });

  it('in the consistency token is refused too when it is of one’s own making, or of another tenant', async () => {
    const query = '{ notes { edges { cursor } } }';
    const there = tokenOf({ notebook: { p: 1, s: { 'note-1': 1 } } });
    const theirs = await service.tokens.close(v4(), there);
    const begun = performance.now();
    for (const readAfter of [there, tokenOf({ elsewhere: { p: 1, s: { 'person-1': 9 } } }), theirs])
      expect(codesOf(await send(service.url, query, {}, { token: coach, readAfter }))).toEqual([
        'BAD_CONSISTENCY_TOKEN',
      ]);
    expect(performance.now() - begun).toBeLessThan(3_000); // nothing was waited for
    // And one's own says nothing of how much happens.
    const { data } = await writeNote('a token');
    const own = Buffer.from(data?.writeNote.token ?? '', 'base64url').toString('latin1');
    expect(own).not.toMatch(/notebook|note-|"p"/);
  });
});

describe('What went wrong inside', () => {
  it('is not told to the client', async () => {
    const answer = await send(
      service.url,
      '{ broken }',
      {},
      { token: coach, headers: { 'x-request-id': 'mine-1' } },
    );
    expect(codesOf(answer)).toEqual(['INTERNAL_ERROR']);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ correlationId: 'mine-1' });
    expect(JSON.stringify(answer)).not.toContain('Anna');
  });
});

describe('Lists', () => {
  it('come in pages that fit together', async () => {
    const tenant = v4();
    const token = await tokenFor('COACH', { tenant });
    let readAfter = '';
    for (const text of ['e', 'a', 'd', 'b', 'c'])
      readAfter = (await writeNote(text, {}, token)).data?.writeNote.token ?? '';
    const query = `query ($after: String) { notes(first: 2, after: $after) { edges { node { text } } pageInfo { hasNextPage endCursor } } }`;
    const texts: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { notes } = await ask<{
        notes: { edges: { node: { text: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      }>(service.url, query, { after }, { token, readAfter });
      texts.push(...notes.edges.map(({ node }) => node.text));
      ({ hasNextPage: more, endCursor: after } = notes.pageInfo);
    }
    expect(texts).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('never show another tenant’s rows', async () => {
    const token = await tokenFor('COACH', { tenant: v4() });
    expect(await ask(service.url, '{ notes { edges { cursor } } }', {}, { token })).toEqual({
      notes: { edges: [] },
    });
  });

  it('of many people are loaded in one statement', async () => {
    const people = Array.from({ length: 50 }, () => v4());
    await writeNote('about one', { personId: people[0] });
    statements.count = 0;
    const { _entities } = await ask<{ _entities: unknown[] }>(
      service.url,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { id notes { text } } } }',
      { r: people.map((id) => ({ __typename: 'Person', id })) },
      { token: coach },
    );
    expect(_entities).toHaveLength(50);
    expect(statements.count).toBe(1);
  });
});

describe('A process', () => {
  it('tells whether it lives, is ready, and what it counts', async () => {
    const at = (path: string) => fetch(new URL(path, service.url));
    expect((await at('/health/live')).status).toBe(200);
    expect((await at('/health/ready')).status).toBe(200);
    expect(await (await at('/metrics')).text()).toContain('securebase_request_seconds_bucket');
    expect((await at('/')).status).toBe(404);
  });

  it('survives a client that leaves in the middle of its request', async () => {
    await new Promise<void>((resolve) => {
      const half = request(service.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': '1000',
          authorization: `Bearer ${coach}`,
        },
      });
      half.on('error', () => {
        resolve();
      });
      half.write('{"query": "', () => {
        half.destroy();
        resolve();
      });
    });
    expect((await writeNote('after')).data?.writeNote.note.text).toBe('after');
  });
});
