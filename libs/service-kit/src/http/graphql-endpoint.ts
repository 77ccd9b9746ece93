import { type IncomingMessage } from 'node:http';
import { type ApolloServer } from '@apollo/server';
import { type ConsistencyGate } from '@securebase/event-sourcing';
import { isUnreachable } from '@securebase/event-sourcing/database';
import { type GraphQLFormattedError } from 'graphql';
import {
  answerAnonymous,
  answerOf,
  asksForSchema,
  BoundedCache,
  type Callers,
  correlationIdOf,
  errorCodes,
  Fault,
  fieldsOf,
  type HttpAnswer,
  isOneOf,
  type Logger,
  readOperations,
  type QueryLimits,
  type Role,
  screen,
  traceparentOf,
  withoutSuggestion,
} from '../edge/index.ts';
import { type TenantDirectory } from '../directory/tenant-directory.ts';
import { unknownBehind } from '../graphql/apollo.ts';
import { contextOf, type GraphQLContext } from '../graphql/context.ts';
import { type Metrics } from '../metrics.ts';
import { type ConsistencyTokens } from '../sealing/consistency-tokens.ts';

/** Wider than the gateway's: its plan can need more of a service than a client asked of it. */
export const subgraphLimits: QueryLimits = { depth: 20, aliases: 200, tokens: 10_000 };

export interface EndpointParts {
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly callers: Callers;
  readonly directory: TenantDirectory;
  readonly gate: ConsistencyGate;
  readonly tokens: ConsistencyTokens;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Roles that may ask for the schema. */
  readonly showSchemaTo: readonly Role[];
}

const waitAtMost = 5_000;
const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

/** Answers a GraphQL request: who asks, may the query be read at all, and then Apollo. */
export const graphqlEndpoint = ({
  apollo,
  callers,
  directory,
  gate,
  tokens,
  log,
  metrics,
  showSchemaTo,
}: EndpointParts) => {
  /** Queries that were screened; with whether they ask for the schema. */
  const screened = new BoundedCache<string, boolean>(2_000);
  const screenedNow = (query: string): boolean => {
    screen(query, subgraphLimits);
    const asks = asksForSchema(query);
    screened.set(query, asks);
    return asks;
  };

  const answerTo = async (request: IncomingMessage, correlationId: string): Promise<unknown> => {
    const { headers } = request;
    const found = callers.of(headers.authorization);
    const named = found instanceof Promise ? await found : found;
    const { operations } = await readOperations(request);
    const [operation] = operations;
    if (!operation) throw new Fault('BAD_REQUEST');
    const { query, variables, operationName } = operation;
    if (!named) return answerAnonymous(query, operationName, subgraphLimits);
    const caller = await directory.callerOf(named);
    const asks = screened.get(query) ?? screenedNow(query);
    const seesSchema = isOneOf(caller, showSchemaTo);
    if (asks && !seesSchema) throw new Fault('INTROSPECTION_REFUSED');
    const readAfter = one(headers['read-after']);
    const { tenantId } = caller;
    let waiting: Promise<void> | undefined;
    const wait = async (text: string) =>
      gate.waitFor(tenantId, await tokens.open(tenantId, text), { timeoutMs: waitAtMost });
    const visible = readAfter === undefined ? undefined : () => (waiting ??= wait(readAfter));
    const context: GraphQLContext = {
      caller,
      request: contextOf(caller, correlationId, traceparentOf(one(headers.traceparent))),
      visible,
      closeToken: (token) => tokens.close(tenantId, token),
    };
    const { body } = await apollo.executeOperation(
      {
        query,
        ...(variables && { variables }),
        ...(operationName !== undefined && { operationName }),
      },
      { contextValue: context },
    );
    if (body.kind !== 'single')
      throw new Fault('BAD_REQUEST', 'Answers in several parts are not given here.');
    const { data, errors } = body.singleResult;
    return errors
      ? {
          ...(data !== undefined && { data }),
          errors: errors.map((each) => finish(each, correlationId, seesSchema)),
        }
      : { data };
  };

  /** Logs what nobody outside may see, once, under the id that the client is told. */
  const finish = (
    error: GraphQLFormattedError,
    correlationId: string,
    seesSchema: boolean,
  ): GraphQLFormattedError => {
    const unknown = unknownBehind(error);
    if (unknown !== undefined)
      log.error({ correlationId, path: error.path, ...fieldsOf(unknown) }, 'unexpected error');
    const message = seesSchema ? error.message : withoutSuggestion(error.message, error.extensions?.['code']);
    return { ...error, message, extensions: { ...error.extensions, correlationId } };
  };

  return async (request: IncomingMessage): Promise<HttpAnswer> => {
    const correlationId = correlationIdOf(one(request.headers['x-request-id']));
    const begun = performance.now();
    let status = 200;
    let body: { errors?: readonly GraphQLFormattedError[] };
    try {
      body = (await answerTo(request, correlationId)) as typeof body;
    } catch (error) {
      const fault =
        error instanceof Fault
          ? error
          : new Fault(isUnreachable(error) ? 'DATABASE_UNAVAILABLE' : 'INTERNAL_ERROR');
      if (fault !== error) log.error({ correlationId, ...fieldsOf(error) }, 'unexpected error');
      status = errorCodes[fault.code].http;
      body = { errors: [answerOf(fault, correlationId)] };
    }
    const codes = body.errors?.map(({ extensions }) => String(extensions?.['code'])) ?? [];
    metrics.request((performance.now() - begun) / 1000, codes);
    return { status, body: JSON.stringify(body), correlationId };
  };
};
