import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Pages } from '@securebase/service-kit/edge';
import { createProxyServer } from 'httpxy';
import { RateLimited } from './rate-limits.ts';

const path = '/calendar/';
const answerWithin = 15_000;

const refuse = (response: ServerResponse, status: 429 | 503, detail: string, headers = {}): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(`${detail}\n`);
};

/**
 * Hands requests for calendars on, as they are, to the service that owns engagements; it knows the secret in the address.
 * @param count rejects with RateLimited
 */
export const calendarForwarder = (
  service: string | undefined,
  count: (request: IncomingMessage) => Promise<void>,
): Pages => {
  if (service === undefined) return () => false;
  const proxy = createProxyServer({ target: new URL(service).origin, proxyTimeout: answerWithin });
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await count(request);
      await proxy.web(request, response);
    } catch (error) {
      if (error instanceof RateLimited) {
        const after = { 'retry-after': String(error.retryAfterSeconds) };
        refuse(response, 429, 'Too many requests in a short time. Wait, then go on more slowly.', after);
      } else refuse(response, 503, 'Calendars do not answer at the moment. Try again in a moment.');
    }
  };
  return (asked, request, response) => {
    if (!asked.startsWith(path)) return false;
    void forward(request, response);
    return true;
  };
};
