import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Registry } from 'prom-client';
import { correlationIdOf } from './correlation.ts';
import { answerOf, errorCodes, Fault } from './error-codes.ts';
import { type OpenedStream, sendEvents, wantsEvents } from './event-stream.ts';
import { malformed, protect, securityHeaders } from './security-headers.ts';

/** The answer to a GraphQL request, ready to be sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly correlationId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request and says true, or leaves it and says false. */
export type Pages = (path: string, request: IncomingMessage, response: ServerResponse) => boolean;

export interface ServedParts {
  /** Missing in a process without the api role. */
  readonly graphql: ((request: IncomingMessage) => Promise<HttpAnswer>) | undefined;
  /**
   * Opens a subscription, or says why it does not. The signal says that nobody listens any more, or that the process stops.
   * Missing where there are none.
   */
  readonly subscriptions?:
    ((request: IncomingMessage, signal: AbortSignal) => Promise<OpenedStream | HttpAnswer>) | undefined;
  /** Rejects when something that the process needs does not answer. */
  readonly check: () => Promise<unknown>;
  /** Missing where figures are told elsewhere. */
  readonly registry: Registry | undefined;
  /** Whether clients come over TLS, which ends in front of this process. */
  readonly secure: boolean;
  /** Answers other requests, such as those for a page; false for those that it does not know. */
  readonly pages?: Pages | undefined;
}

export interface HttpServer {
  readonly url: string;
  /** Refuses new requests, lets those under way finish for a bounded time, closes. */
  readonly stop: (withinMs: number) => Promise<void>;
}

const checkAtMost = 3_000;
const mostDrained = 64 * 1_048_576;

const send = (
  response: ServerResponse,
  status: number,
  body: string,
  correlationId?: string,
  headers: HttpAnswer['headers'] = {},
): void => {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...headers,
    ...(correlationId !== undefined && { 'x-request-id': correlationId }),
  });
  response.end(body);
};

const refuse = (response: ServerResponse, fault: Fault, correlationId: string): void => {
  send(
    response,
    errorCodes[fault.code].http,
    JSON.stringify({ errors: [answerOf(fault, correlationId)] }),
    correlationId,
  );
};

/** GraphQL, health and metrics of one process. */
export const serve = async (host: string, port: number, parts: ServedParts): Promise<HttpServer> => {
  let stopping = false;
  const ending = new AbortController();
  const protection = securityHeaders(parts.secure);

  const readiness = async (response: ServerResponse): Promise<void> => {
    const late = AbortSignal.timeout(checkAtMost);
    const tooLate = new Promise((_, reject) => {
      late.addEventListener('abort', () => {
        reject(new Error('late'));
      });
    });
    const ready =
      !stopping &&
      (await Promise.race([parts.check(), tooLate]).then(
        () => true,
        () => false,
      ));
    send(response, ready ? 200 : 503, JSON.stringify({ status: ready ? 'ready' : 'not ready' }));
  };

  const listen = async (
    request: IncomingMessage,
    response: ServerResponse,
    subscriptions: NonNullable<ServedParts['subscriptions']>,
  ): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    const opened = await subscriptions(request, AbortSignal.any([gone.signal, ending.signal]));
    if ('results' in opened) await sendEvents(response, opened, ending.signal);
    else send(response, opened.status, opened.body, opened.correlationId, opened.headers);
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    if (parts.pages?.(path, request, response)) return;
    if (path === '/graphql' && parts.graphql) {
      if (stopping) throw new Fault('SHUTTING_DOWN');
      if (parts.subscriptions && wantsEvents(request)) {
        await listen(request, response, parts.subscriptions);
        return;
      }
      const { status, body, correlationId, headers } = await parts.graphql(request);
      // The rest of a refused body is read and thrown away, or the client would lose its connection before it has the
      // answer; but not without end.
      if (!request.complete && !(Number(request.headers['content-length']) <= mostDrained))
        response.setHeader('connection', 'close');
      send(response, status, body, correlationId, headers);
    } else if (path === '/health/live') send(response, 200, '{"status":"live"}');
    else if (path === '/health/ready') await readiness(response);
    else if (path === '/metrics' && parts.registry) {
      const text = await parts.registry.metrics();
      response.writeHead(200, { 'content-type': parts.registry.contentType }).end(text);
    } else throw new Fault('NOT_FOUND');
  };

  const server = createServer((request, response) => {
    protect(response, protection);
    route(request, response).catch((error: unknown) => {
      const fault = error instanceof Fault ? error : new Fault('INTERNAL_ERROR');
      refuse(response, fault, correlationIdOf(request.headers['x-request-id']?.toString()));
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (socket.writable && error.code !== 'ECONNRESET') socket.end(malformed(error.code, protection));
    else socket.destroy();
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}/graphql`,
    stop: (withinMs) => {
      stopping = true;
      ending.abort();
      return closed(server, withinMs);
    },
  };
};

const closed = (server: Server, withinMs: number): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, withinMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
