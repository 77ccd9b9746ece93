import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tokenFor } from '@securebase/testing';
import { v7 } from 'uuid';
import { codesOf, testGateways } from '../test/started.ts';
import { RateLimits } from './rate-limits.ts';

let gateways: Awaited<ReturnType<typeof testGateways>>;
beforeAll(async () => {
  gateways = await testGateways();
});
afterAll(() => gateways.stop());

const small = { RATE_REQUESTS: '1', RATE_TENANT_REQUESTS: '2', RATE_ADDRESS_REQUESTS: '1' };
const post = (url: string, body: unknown, headers: Record<string, string>) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
/** What many callers get at the same time, by code. */
const manyTimes = async (times: number, one: () => Promise<{ status: number }>) => {
  const answers = await Promise.all(Array.from({ length: times }, one));
  return {
    fine: answers.filter(({ status }) => status === 200).length,
    limited: answers.filter(({ status }) => status === 429).length,
  };
};

describe('A person who asks too often', () => {
  it('is told when to go on, and holds up nobody else', async () => {
    const { url, send } = await gateways.start(small);
    const token = await tokenFor('COACH');
    const ask = () => send('{ map { id } }', { token });
    expect(await manyTimes(15, ask)).toEqual({ fine: 10, limited: 5 });
    const answer = await post(url, { query: '{ map { id } }' }, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(10);
    expect(codesOf((await answer.json()) as never)).toEqual(['RATE_LIMITED']);
    expect((await send('{ map { id } }', { token: await tokenFor('CLIENT') })).status).toBe(200);
  });

  it('cannot hide operations in a list', async () => {
    const { url } = await gateways.start(small);
    const authorization = `Bearer ${await tokenFor('COACH')}`;
    const list = Array.from({ length: 5 }, () => ({ query: '{ map { id } }' }));
    for (let sent = 0; sent < 2; sent++) await post(url, list, { authorization });
    const answer = await post(url, list, { authorization });
    const codes = ((await answer.json()) as never[]).flatMap((each) => codesOf(each));
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'RATE_LIMITED'));
    expect(answer.headers.has('retry-after')).toBe(true);
  });
});

describe('An organization’s directory that asks too often', () => {
  it('is told when to go on', async () => {
    const { url } = await gateways.start(small);
    const ask = () => fetch(new URL('/scim/v2/Users', url), { headers: { authorization: 'Bearer guessed' } });
    const answers = await Promise.all(Array.from({ length: 15 }, ask));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(5);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await limited[0]?.json()).toMatchObject({ status: '429', detail: expect.any(String) });
  });
});

describe('A tenant that asks too often', () => {
  it('is held up as a whole, and no other is', async () => {
    const { send } = await gateways.start(small);
    const of = async (tenant: string) => {
      const tokens = await Promise.all(
        Array.from({ length: 25 }, () => tokenFor('COACH', { tenant, subject: v7() })),
      );
      let next = 0;
      return manyTimes(25, () => send('{ map { id } }', { token: tokens[next++] ?? '' }));
    };
    expect(await of(v7())).toEqual({ fine: 20, limited: 5 });
    expect(await of(v7())).toEqual({ fine: 20, limited: 5 });
  });
});

describe('A person who asks for too much', () => {
  it('may ask for little more often', async () => {
    const { send } = await gateways.start({ RATE_COST: '10' });
    const token = await tokenFor('COACH');
    const query = '{ people(first: 50) { edges { node { id } } } }';
    expect((await send(query, { token })).status).toBe(200);
    expect((await send(query, { token })).status).toBe(200);
    expect(codesOf(await send(query, { token }))).toEqual(['RATE_LIMITED']);
    expect((await send('{ __typename }', { token })).status).toBe(200);
  });
});

describe('Callers without a valid token', () => {
  const forged = 'Bearer eyJhbGciOiJub25lIn0.e30.';

  it('are limited by their address', async () => {
    const { url } = await gateways.start(small);
    const ask = (headers: Record<string, string>) => () => post(url, { query: '{ __typename }' }, headers);
    expect(await manyTimes(12, ask({}))).toEqual({ fine: 10, limited: 2 });
    expect((await ask({ authorization: forged })()).status).toBe(429);
    expect((await ask({ 'x-forwarded-for': '198.51.100.7' })()).status).toBe(429); // made up
  });

  it('are told apart as the proxy in front says', async () => {
    const { url } = await gateways.start({ ...small, PROXIES: '1' });
    const ask = (from: string) => () =>
      post(url, { query: '{ __typename }' }, { 'x-forwarded-for': `203.0.113.9, ${from}` });
    expect(await manyTimes(12, ask('198.51.100.7'))).toEqual({ fine: 10, limited: 2 });
    expect((await ask('198.51.100.8')()).status).toBe(200);
    expect(await manyTimes(12, ask('2001:db8:1:2:a::1'))).toEqual({ fine: 10, limited: 2 });
    expect((await ask('2001:db8:1:2:b::1')()).status).toBe(429); // of the same network
    expect((await ask('2001:db8:1:3::1')()).status).toBe(200);
  });
});

describe('The limits', () => {
  it('remember as many callers as they were told, and forget who asked longest ago', async () => {
    const rate = { requests: 1, cost: 1 };
    const limits = new RateLimits({ identity: rate, tenant: rate, address: rate, keys: 2 });
    for (let asked = 0; asked < 10; asked++) await limits.unknown('a');
    await expect(limits.unknown('a')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await limits.unknown('b');
    await expect(limits.unknown('a')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await limits.unknown('c');
    await limits.unknown('d');
    await limits.unknown('a');
  });
});
