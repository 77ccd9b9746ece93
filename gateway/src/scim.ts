import { type Pages } from '@securebase/service-kit/edge';
import { createProxyServer } from 'httpxy';

const path = '/scim/v2';
const answerWithin = 15_000;

/** Hands SCIM requests on, as they are, to the service that owns the directory; it knows the credential. */
export const scimForwarder = (service: string | undefined): Pages => {
  if (service === undefined) return () => false;
  const proxy = createProxyServer({ target: new URL(service).origin, proxyTimeout: answerWithin });
  return (asked, request, response) => {
    if (asked !== path && !asked.startsWith(`${path}/`)) return false;
    proxy.web(request, response).catch(() => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.writeHead(503, { 'content-type': 'application/scim+json' }).end(
        JSON.stringify({
          schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
          status: '503',
          detail: 'The directory does not answer at the moment. Try again in a moment.',
        }),
      );
    });
    return true;
  };
};
