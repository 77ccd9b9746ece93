import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tokenFor } from '@securebase/testing';
import { buildSchema, parse, validate } from 'graphql';
import { codesOf, testGateways } from '../test/started.ts';
import { readGatewayConfig } from './config.ts';

const known = 'query Map { map { id } }';
const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

let gateways: Awaited<ReturnType<typeof testGateways>>;
let gateway: Awaited<ReturnType<typeof gateways.start>>;
beforeAll(async () => {
  gateways = await testGateways();
  writeFileSync(join(gateways.folder, 'known.graphql'), known);
  gateway = await gateways.start({
    AD_HOC_ROLES: 'ANALYST',
    TRUSTED_DOCUMENTS: gateways.folder,
    RESPONSE_BYTES: '2000',
  });
});
afterAll(() => gateways.stop());

const asking = async (role: Parameters<typeof tokenFor>[0], body: object) => {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor(role)}` },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
};

describe('A trusted document', () => {
  it.each([{ documentId: idOf(known) }, { query: known }])('may be sent by everybody: %j', async (body) => {
    expect(await asking('COACH', body)).toEqual({ data: { map: { id: 'm' } } });
  });

  it('is one that this gateway has', async () => {
    expect(codesOf(await asking('ANALYST', { documentId: idOf('{ __typename }') }))).toEqual([
      'DOCUMENT_UNKNOWN',
    ]);
    expect(codesOf(await asking('ANALYST', { documentId: '../known' }))).toEqual(['DOCUMENT_UNKNOWN']);
    expect(codesOf(await asking('ANALYST', { documentId: idOf(known), query: known }))).toEqual([
      'BAD_REQUEST',
    ]);
  });

  it('is all that roles without queries of their own may send', async () => {
    const query = `${known} `;
    expect(codesOf(await asking('COACH', { query }))).toEqual(['DOCUMENT_NOT_TRUSTED']);
    expect(await asking('ANALYST', { query })).toEqual({ data: { map: { id: 'm' } } });
  });

  it('fits the schema, each of those that are committed', () => {
    const folder = join(import.meta.dirname, '../documents');
    const schema = buildSchema(readFileSync(join(import.meta.dirname, '../supergraph.graphql'), 'utf8'), {
      assumeValid: true,
    });
    const files = readdirSync(folder);
    expect(readGatewayConfig({ ...minimal, TRUSTED_DOCUMENTS: folder }).documents.size).toBe(files.length);
    for (const file of files)
      expect(validate(schema, parse(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
    expect(() => readGatewayConfig({ ...minimal, TRUSTED_DOCUMENTS: join(folder, 'no') })).toThrow(
      /TRUSTED_DOCUMENTS/,
    );
  });
});

const minimal = {
  SUBGRAPH_URLS: '{}',
  AUTH_JWKS: '{"keys":[]}',
  AUTH_ISSUER: 'https://identity.example.org',
  AUTH_AUDIENCE: 'audience',
};

describe('An answer', () => {
  it('that is too large is not given', async () => {
    const people = (first: number) => ({
      query: `{ people(first: ${first}) { edges { node { id name } } } }`,
    });
    expect(await asking('ANALYST', people(5))).toHaveProperty('data.people');
    const answer = await asking('ANALYST', people(50));
    expect(codesOf(answer)).toEqual(['RESPONSE_TOO_LARGE']);
    expect(answer.data).toBeUndefined();
  });
});
