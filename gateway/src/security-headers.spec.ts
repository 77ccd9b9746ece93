import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { testGateways } from '../test/started.ts';

let gateways: Awaited<ReturnType<typeof testGateways>>;
let url: string;
beforeAll(async () => {
  gateways = await testGateways();
  ({ url } = await gateways.start());
});
afterAll(() => gateways.stop());

const expected = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'strict-transport-security': expect.stringMatching(/^max-age=\d{8}; includeSubDomains$/),
  'permissions-policy': expect.stringContaining('camera=()'),
  'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
};

describe('Every answer', () => {
  it.each<[string, string, Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }]>([
    ['to a query', '/graphql', { method: 'POST', body: '{"query":"{ __typename }"}' }],
    ['to a bad request', '/graphql', { method: 'POST', body: '{' }],
    ['to GET', '/graphql?query={__typename}', {}],
    ['where development has the query page', '/graphql', { headers: { accept: 'text/html' } }],
    ['about health', '/health/live', {}],
    ['about readiness', '/health/ready', {}],
    ['about nothing', '/nothing', {}],
  ])('has the headers of protection and names no server: %s', async (_, path, request) => {
    const { headers } = await fetch(new URL(path, url), {
      ...request,
      headers: { 'content-type': 'application/json', ...request.headers },
    });
    expect(Object.fromEntries(headers)).toMatchObject(expected);
    expect(headers.has('server') || headers.has('x-powered-by')).toBe(false);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  it('to what is no HTTP has them too', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write('NONSENSE\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('x-content-type-options: nosniff\r\n');
  });

  it('says nothing of TLS in development', async () => {
    const development = await gateways.start({ DEPLOYMENT: 'development' });
    const { headers } = await fetch(new URL('/health/live', development.url));
    expect(headers.has('strict-transport-security')).toBe(false);
  });
});
