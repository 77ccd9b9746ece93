import { type Pages } from '@securebase/service-kit/edge';
import { createProxyServer } from 'httpxy';

const path = '/calendar/';
const answerWithin = 15_000;

/** Hands requests for calendars on, as they are, to the service that owns engagements; it knows the secret in the address. */
export const calendarForwarder = (service: string | undefined): Pages => {
  if (service === undefined) return () => false;
  const proxy = createProxyServer({ target: new URL(service).origin, proxyTimeout: answerWithin });
  return (asked, request, response) => {
    if (!asked.startsWith(path)) return false;
    proxy.web(request, response).catch(() => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response
        .writeHead(503, { 'content-type': 'text/plain; charset=utf-8' })
        .end('Calendars do not answer at the moment. Try again in a moment.\n');
    });
    return true;
  };
};
