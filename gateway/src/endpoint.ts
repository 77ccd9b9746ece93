import { type IncomingMessage } from 'node:http';
import {
  answerAnonymous,
  answerOf,
  type Caller,
  type Callers,
  correlationIdOf,
  errorCodes,
  Fault,
  fieldsOf,
  type HttpAnswer,
  type Logger,
  type Operation,
  readOperations,
  traceparentOf,
} from '@securebase/service-kit/edge';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type GatewayConfig } from './config.ts';
import { type Graph, type Travelling } from './graph.ts';
import { maskError } from './mask-errors.ts';
import { type Metrics } from './metrics.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface EndpointParts {
  readonly config: GatewayConfig;
  readonly callers: Callers;
  readonly graph: () => Graph;
  readonly log: Logger;
  readonly metrics: Metrics;
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** Only what services need travels on; cookies and the rest stay here. */
const travellingHeaders = ({ headers }: IncomingMessage, correlationId: string): Record<string, string> => {
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

/** Answers GraphQL requests out of the supergraph. */
export const gatewayEndpoint = ({ config, callers, graph, log, metrics }: EndpointParts) => {
  const carryOut = async (
    { query, variables, operationName }: Operation,
    caller: Caller | undefined,
    travelling: Travelling,
    correlationId: string,
  ): Promise<Answer> => {
    if (!caller) return answerAnonymous(query, operationName, config.limits);
    const { preparation, execute } = graph();
    const { document } = preparation.prepare(query, operationName, variables);
    try {
      const { data, errors } = await execute({ document, operationName, variables }, travelling);
      if (!errors || errors.length === 0) return { data };
      return { data: data ?? null, errors: errors.map((error) => maskError(error, correlationId)) };
    } catch (error) {
      throw variableFault(error) ?? error;
    }
  };

  const faultOf = (error: unknown, correlationId: string): Fault => {
    if (error instanceof Fault) return error;
    log.error({ correlationId, ...fieldsOf(error) }, 'unexpected error');
    return new Fault('INTERNAL_ERROR');
  };

  const answerTo = async (
    request: IncomingMessage,
    correlationId: string,
  ): Promise<{ answers: Answer[]; batched: boolean }> => {
    const found = callers.of(request.headers.authorization);
    const caller = found instanceof Promise ? await found : found;
    const { operations, batched } = await readOperations(request, config.batch);
    const travelling: Travelling = {
      headers: travellingHeaders(request, correlationId),
      deadline: performance.now() + config.deadlineMs,
    };
    const [only] = operations;
    if (!batched && only)
      return { answers: [await carryOut(only, caller, travelling, correlationId)], batched };
    const answers = await Promise.all(
      operations.map((operation) =>
        carryOut(operation, caller, travelling, correlationId).catch((error: unknown) => ({
          errors: [answerOf(faultOf(error, correlationId), correlationId)],
        })),
      ),
    );
    return { answers, batched };
  };

  return async (request: IncomingMessage): Promise<HttpAnswer> => {
    const correlationId = correlationIdOf(one(request.headers['x-request-id']));
    const begun = performance.now();
    let status = 200;
    let answers: Answer[];
    let batched = false;
    try {
      ({ answers, batched } = await answerTo(request, correlationId));
    } catch (error) {
      const fault = faultOf(error, correlationId);
      status = errorCodes[fault.code].http;
      answers = [{ errors: [answerOf(fault, correlationId)] }];
    }
    const codes = answers.flatMap(
      ({ errors }) => errors?.map(({ extensions }) => String(extensions?.['code'])) ?? [],
    );
    metrics.request((performance.now() - begun) / 1000, codes);
    return { status, body: JSON.stringify(batched ? answers : answers[0]), correlationId };
  };
};
