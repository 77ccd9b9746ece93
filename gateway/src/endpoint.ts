import { type IncomingMessage } from 'node:http';
import {
  answerAnonymous,
  answerOf,
  type Caller,
  type Callers,
  correlationIdOf,
  errorCodes,
  Fault,
  faultWithoutSuggestion,
  fieldsOf,
  type HttpAnswer,
  isOneOf,
  type Logger,
  type Operation,
  readOperations,
  traceparentOf,
  withoutSuggestion,
} from '@securebase/service-kit/edge';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { clientAddressOf } from './client-address.ts';
import { type GatewayConfig } from './config.ts';
import { type Graph, type Travelling } from './graph.ts';
import { maskError } from './mask-errors.ts';
import { type Metrics } from './metrics.ts';
import { RateLimited, type RateLimits } from './rate-limits.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface EndpointParts {
  readonly config: GatewayConfig;
  readonly callers: Callers;
  readonly limits: RateLimits;
  readonly graph: () => Graph;
  readonly log: Logger;
  readonly metrics: Metrics;
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** Only what services need travels on; cookies and the rest stay here. */
export const travellingHeaders = (
  { headers }: IncomingMessage,
  correlationId: string,
): Record<string, string> => {
  const { authorization } = headers;
  const traceparent = traceparentOf(one(headers.traceparent));
  const readAfter = one(headers['read-after']);
  return {
    'x-request-id': correlationId,
    ...(authorization !== undefined && { authorization }),
    ...(traceparent !== undefined && { traceparent }),
    ...(readAfter !== undefined && { 'read-after': readAfter }),
  };
};

/** A mistake in variables is thrown by the runtime as GraphQL's own error; its message names the variable. */
const variableFault = (error: unknown): Fault | undefined => {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  if (!(first instanceof GraphQLError) || !first.message.startsWith('Variable "$')) return undefined;
  const [, variable = '', inner] = /^Variable "\$(\w+)"(?:.* at "([^"]+)")?/s.exec(first.message) ?? [];
  const path = inner === undefined ? [variable] : inner.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  return new Fault('BAD_INPUT', first.message.slice(0, 300), path);
};

/** What is known of a request while it is answered. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly correlationId: string;
  /** Set when a limit was reached: when to ask again. */
  retryAfterSeconds: number;
}

/** Answers GraphQL requests out of the supergraph. */
export const gatewayEndpoint = ({ config, callers, limits, graph, log, metrics }: EndpointParts) => {
  const addressOf = (request: IncomingMessage) => clientAddressOf(request, config.proxies);

  const callerOf = async (request: IncomingMessage): Promise<Caller | undefined> => {
    try {
      return await callers.of(request.headers.authorization);
    } catch (error) {
      if (error instanceof Fault && error.code === 'UNAUTHENTICATED')
        await limits.unknown(addressOf(request));
      throw error;
    }
  };

  const carryOut = async (
    { query, variables, operationName, trusted }: Operation,
    caller: Caller | undefined,
    travelling: Travelling,
    { request, correlationId }: Exchange,
  ): Promise<Answer> => {
    if (!caller) {
      await limits.unknown(addressOf(request));
      return answerAnonymous(query, operationName, config.limits);
    }
    await limits.operation(caller);
    if (!trusted && !isOneOf(caller, config.adHocRoles)) throw new Fault('DOCUMENT_NOT_TRUSTED');
    const seesSchema = isOneOf(caller, config.introspectionRoles);
    try {
      const { preparation, execute } = graph();
      const { document, cost } = preparation.prepare(query, operationName, variables, seesSchema);
      await limits.cost(caller, cost);
      const { data, errors } = await execute({ document, operationName, variables }, travelling);
      if (!errors || errors.length === 0) return { data };
      const masked = errors.map((error) => maskError(error, correlationId));
      return { data: data ?? null, errors: seesSchema ? masked : masked.map(plain) };
    } catch (error) {
      const fault = variableFault(error) ?? error;
      throw fault instanceof Fault && !seesSchema ? faultWithoutSuggestion(fault) : fault;
    }
  };

  const faultOf = (error: unknown, exchange: Exchange): Fault => {
    if (error instanceof RateLimited)
      exchange.retryAfterSeconds = Math.max(exchange.retryAfterSeconds, error.retryAfterSeconds);
    if (error instanceof Fault) return error;
    log.error({ correlationId: exchange.correlationId, ...fieldsOf(error) }, 'unexpected error');
    return new Fault('INTERNAL_ERROR');
  };

  const answerTo = async (exchange: Exchange): Promise<{ answers: Answer[]; batched: boolean }> => {
    const { request, correlationId } = exchange;
    const travelling: Travelling = {
      headers: travellingHeaders(request, correlationId),
      deadline: performance.now() + config.deadlineMs,
    };
    const caller = await callerOf(request);
    const { operations, batched } = await readOperations(request, config.batch, config.documents);
    const [only] = operations;
    if (!batched && only) return { answers: [await carryOut(only, caller, travelling, exchange)], batched };
    const answers = await Promise.all(
      operations.map((operation) =>
        carryOut(operation, caller, travelling, exchange).catch((error: unknown) => ({
          errors: [answerOf(faultOf(error, exchange), correlationId)],
        })),
      ),
    );
    return { answers, batched };
  };

  return async (request: IncomingMessage): Promise<HttpAnswer> => {
    const correlationId = correlationIdOf(one(request.headers['x-request-id']));
    const exchange: Exchange = { request, correlationId, retryAfterSeconds: 0 };
    const begun = performance.now();
    let status = 200;
    let answers: Answer[];
    let batched = false;
    try {
      ({ answers, batched } = await answerTo(exchange));
    } catch (error) {
      const fault = faultOf(error, exchange);
      status = errorCodes[fault.code].http;
      answers = [{ errors: [answerOf(fault, correlationId)] }];
    }
    let body = JSON.stringify(batched ? answers : answers[0]);
    if (Buffer.byteLength(body) > config.responseBytes) {
      const fault = new Fault('RESPONSE_TOO_LARGE');
      status = errorCodes[fault.code].http;
      answers = [{ errors: [answerOf(fault, correlationId)] }];
      body = JSON.stringify(answers[0]);
    }
    const codes = answers.flatMap(
      ({ errors }) => errors?.map(({ extensions }) => String(extensions?.['code'])) ?? [],
    );
    metrics.request((performance.now() - begun) / 1000, codes);
    const { retryAfterSeconds } = exchange;
    return {
      status,
      body,
      correlationId,
      ...(retryAfterSeconds > 0 && { headers: { 'retry-after': String(retryAfterSeconds) } }),
    };
  };
};

/** An error without names of the schema that the caller did not write. */
export const plain = (error: GraphQLFormattedError): GraphQLFormattedError => ({
  ...error,
  message: withoutSuggestion(error.message, error.extensions?.['code']),
});
