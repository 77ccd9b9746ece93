import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { calendarForwarder } from './calendar.ts';
import { RateLimited } from './rate-limits.ts';

const running: Server[] = [];
const listening = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
};
const gatewayOver = (service: string | undefined, count = () => Promise.resolve()) => {
  const pages = calendarForwarder(service, count);
  return listening((request, response) => {
    if (!pages(request.url ?? '', request, response)) response.writeHead(418).end();
  });
};
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('A calendar at the gateway', () => {
  it('is the answer of the service that owns engagements, as it is', async () => {
    const service = await listening((request, response) => {
      response.writeHead(200, { 'content-type': 'text/calendar' }).end(`BEGIN ${request.url ?? ''}`);
    });
    const answer = await fetch(new URL('/calendar/secret.ics', await gatewayOver(service)));
    expect(answer.headers.get('content-type')).toBe('text/calendar');
    expect(await answer.text()).toBe('BEGIN /calendar/secret.ics');
  });
  it('is not there while the service is away, and the address is not told', async () => {
    const answer = await fetch(
      new URL('/calendar/secret.ics', await gatewayOver('http://127.0.0.1:1/graphql')),
    );
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('secret');
  });
  it('is asked for in moderation', async () => {
    const service = await listening((_, response) => response.end());
    const gateway = await gatewayOver(service, () => Promise.reject(new RateLimited(7)));
    const answer = await fetch(new URL('/calendar/secret.ics', gateway));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });
  it.each(['/calendar', '/graphql', '/'])('leaves %s to others', async (path) => {
    const service = await listening((_, response) => response.end());
    expect((await fetch(new URL(path, await gatewayOver(service)))).status).toBe(418);
  });
  it('leaves everything to others without that service', async () => {
    expect((await fetch(new URL('/calendar/secret.ics', await gatewayOver(undefined)))).status).toBe(418);
  });
});
