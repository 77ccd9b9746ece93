import { type IncomingMessage } from 'node:http';
import {
  answerOf,
  correlationIdOf,
  errorCodes,
  Fault,
  faultWithoutSuggestion,
  fieldsOf,
  type HttpAnswer,
  isOneOf,
  type OpenedStream,
  type OpenStreams,
  readOperations,
} from '@securebase/service-kit/edge';
import { type GraphQLFormattedError, print } from 'graphql';
import { createClient, type RequestParams } from 'graphql-sse';
import { clientAddressOf } from './client-address.ts';
import { type EndpointParts, plain, travellingHeaders } from './endpoint.ts';
import { maskError } from './mask-errors.ts';
import { RateLimited } from './rate-limits.ts';

export interface SubscriptionParts extends EndpointParts {
  readonly streams: OpenStreams;
}

/** A subscription on its way to the service that has it. */
interface Forwarded {
  readonly url: string;
  readonly request: RequestParams;
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly correlationId: string;
  readonly seesSchema: boolean;
  readonly release: () => void;
}

/** What the service tells, as it tells it, with errors as they may leave the platform. Ends when the service ends it, or breaks. */
const resultsOf = async function* (forwarded: Forwarded): AsyncGenerator<object> {
  const { url, request, headers, signal, correlationId, seesSchema, release } = forwarded;
  const client = createClient({ url, headers, retryAttempts: 0 });
  const masked = (error: unknown): GraphQLFormattedError => {
    const known = maskError(error, correlationId);
    return seesSchema ? known : plain(known);
  };
  try {
    if (signal.aborted) return;
    const results = client.iterate(request);
    signal.addEventListener('abort', () => void results.return?.(), { once: true });
    for await (const { data, errors } of results)
      yield errors ? { data: data ?? null, errors: errors.map(masked) } : { data };
  } catch {
    // A service's address, and what exactly broke, are nobody's business outside.
    if (!signal.aborted) yield { errors: [answerOf(new Fault('SUBGRAPH_UNAVAILABLE'), correlationId)] };
  } finally {
    client.dispose();
    release();
  }
};

/** Opens subscriptions: with the limits of queries, at the one service that has all their fields. */
export const gatewaySubscriptions = ({
  config,
  callers,
  limits,
  graph,
  log,
  metrics,
  streams,
}: SubscriptionParts) => {
  const callerOf = async (request: IncomingMessage) => {
    const unknown = () => limits.unknown(clientAddressOf(request, config.proxies));
    try {
      const caller = await callers.of(request.headers.authorization);
      if (caller) return caller;
    } catch (error) {
      if (error instanceof Fault && error.code === 'UNAUTHENTICATED') await unknown();
      throw error;
    }
    await unknown();
    throw new Fault('UNAUTHENTICATED');
  };

  const opened = async (
    request: IncomingMessage,
    signal: AbortSignal,
    correlationId: string,
  ): Promise<OpenedStream> => {
    const caller = await callerOf(request);
    const { operations } = await readOperations(request, 1, config.documents);
    const [operation] = operations;
    if (!operation) throw new Fault('BAD_REQUEST');
    const { query, operationName, variables, trusted } = operation;
    await limits.operation(caller);
    if (!trusted && !isOneOf(caller, config.adHocRoles)) throw new Fault('DOCUMENT_NOT_TRUSTED');
    const seesSchema = isOneOf(caller, config.introspectionRoles);
    try {
      const { preparation, ownerOf } = graph();
      const { document, cost } = preparation.prepare(
        query,
        operationName,
        variables,
        seesSchema,
        'SUBSCRIPTION',
      );
      await limits.cost(caller, cost);
      const url = config.subgraphs[ownerOf(document)];
      if (url === undefined) throw new Fault('SUBGRAPH_UNAVAILABLE');
      const forwarded: Forwarded = {
        url,
        request: {
          query: print(document),
          ...(operationName !== undefined && { operationName }),
          ...(variables && { variables }),
        },
        headers: travellingHeaders(request, correlationId),
        signal,
        correlationId,
        seesSchema,
        release: streams.take(caller),
      };
      return { correlationId, results: resultsOf(forwarded) };
    } catch (error) {
      throw error instanceof Fault && !seesSchema && !(error instanceof RateLimited)
        ? faultWithoutSuggestion(error)
        : error;
    }
  };

  return async (request: IncomingMessage, signal: AbortSignal): Promise<OpenedStream | HttpAnswer> => {
    const sent = request.headers['x-request-id'];
    const correlationId = correlationIdOf(Array.isArray(sent) ? sent[0] : sent);
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    try {
      const stream = await opened(request, signal, correlationId);
      metrics.request(seconds(), []);
      return stream;
    } catch (error) {
      if (!(error instanceof Fault)) log.error({ correlationId, ...fieldsOf(error) }, 'unexpected error');
      const fault = error instanceof Fault ? error : new Fault('INTERNAL_ERROR');
      metrics.request(seconds(), [fault.code]);
      return {
        status: errorCodes[fault.code].http,
        body: JSON.stringify({ errors: [answerOf(fault, correlationId)] }),
        correlationId,
        ...(error instanceof RateLimited && {
          headers: { 'retry-after': String(error.retryAfterSeconds) },
        }),
      };
    }
  };
};
