import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLFault, send, tokenFor } from '@securebase/testing';
import { createClient } from 'graphql-sse';
import { codesOf, testGateways } from '../test/started.ts';

interface Result {
  data?: unknown;
  errors?: readonly GraphQLFault[];
}

let gateways: Awaited<ReturnType<typeof testGateways>>;
let gateway: Awaited<ReturnType<typeof gateways.start>>;
beforeAll(async () => {
  gateways = await testGateways();
  gateway = await gateways.start();
});
afterAll(() => gateways.stop());

const listen = async (query: string, url = gateway.url) => {
  const headers = { authorization: `Bearer ${await tokenFor('COACH')}` };
  return createClient({ url, headers, retryAttempts: 0 }).iterate({ query });
};
const all = async (query: string): Promise<Result[]> => {
  const results: Result[] = [];
  for await (const result of await listen(query)) results.push(result as Result);
  return results;
};
/** What comes instead of a stream, as HTTP. */
const refusal = async (query: string, token?: string, url = gateway.url) => {
  const accept = { accept: 'text/event-stream' };
  const { status, errors } = await send(
    url,
    query,
    {},
    { headers: accept, ...(token !== undefined && { token }) },
  );
  return { status, codes: codesOf({ ...(errors && { errors }) }) };
};

describe('A subscription through the gateway', () => {
  it('goes to the service that has it, and ends when that ends it', async () => {
    expect(await all('subscription { joined { id ...Named } } fragment Named on Person { name }')).toEqual([
      { data: { joined: { id: 'p0', name: 'Person 0' } } },
      { data: { joined: { id: 'p1', name: 'Person 1' } } },
    ]);
  });

  it('tells nothing of what went wrong within', async () => {
    const told = await all('subscription { leaked }');
    expect(told.map(codesOf)).toEqual([['INTERNAL_ERROR']]);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it.each([
    ['subscription { joined { id scores } }', 400, 'SUBSCRIPTION_OF_ONE_SERVICE'],
    ['subscription { joined { id nothing } }', 400, 'BAD_QUERY'],
    ['subscription { joined { id } leaked }', 400, 'BAD_QUERY'],
    ['{ people { edges { node { id } } } }', 400, 'BAD_QUERY'],
    [
      'subscription { joined(first: 100) { friends { friends { friends { friends { id } } } } } }',
      400,
      'QUERY_TOO_COSTLY',
    ],
  ])('is refused before it is opened: %s', async (query, status, code) => {
    expect(await refusal(query, await tokenFor('COACH'))).toEqual({ status, codes: [code] });
  });

  it('is for callers with a token, who say that they want it as it comes', async () => {
    const query = 'subscription { joined { id } }';
    expect(await refusal(query)).toEqual({ status: 401, codes: ['UNAUTHENTICATED'] });
    const { errors = [] } = await gateway.send(query, { token: await tokenFor('COACH') });
    expect(codesOf({ errors })).toEqual(['BAD_QUERY']);
  });

  it('takes trusted documents only, from roles that have no queries of their own', async () => {
    const strict = await gateways.start({ AD_HOC_ROLES: 'ANALYST' });
    const refused = await refusal('subscription { joined { id } }', await tokenFor('COACH'), strict.url);
    expect(refused.codes).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  it('ends with a code when the process stops', async () => {
    const { url, stop } = await gateways.start();
    const stream = await listen('subscription { endless { id } }', url);
    expect((await stream.next()).value).toEqual({ data: { endless: { id: 'p0' } } });
    const [last] = await Promise.all([stream.next(), stop()]);
    expect(codesOf(last.value as Result)).toEqual(['SHUTTING_DOWN']);
  });
});
