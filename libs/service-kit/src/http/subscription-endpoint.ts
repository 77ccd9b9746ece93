import { type IncomingMessage } from 'node:http';
import { isUnreachable } from '@securebase/event-sourcing/database';
import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import {
  answerOf,
  correlationIdOf,
  depthOf,
  documentAsksForSchema,
  Fault,
  fieldsOf,
  isOneOf,
  type OpenedStream,
  type OpenStreams,
  type Operation,
  readOperations,
  screen,
  traceparentOf,
  withoutSuggestion,
} from '../edge/index.ts';
import { contextOf, type GraphQLContext } from '../graphql/context.ts';
import { maskError } from '../graphql/mask-errors.ts';
import { type EndpointParts, subgraphLimits } from './graphql-endpoint.ts';

export interface SubscriptionParts extends Omit<EndpointParts, 'apollo'> {
  readonly schema: GraphQLSchema;
  readonly rejections: Readonly<Record<string, string>>;
  readonly streams: OpenStreams;
}

const waitAtMost = 5_000;
const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);
const isStream = (result: object): result is AsyncIterable<unknown> => Symbol.asyncIterator in result;

/** Who asked for what, while it is listened to. */
interface Listened {
  readonly request: IncomingMessage;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

/**
 * Opens subscriptions. Who the caller is, and whether they still may, is asked when one is opened and again before each result:
 * whoever has lost access gets an error with its code, and the results end.
 */
export const subscriptionEndpoint = (parts: SubscriptionParts) => {
  const { schema, callers, directory, gate, tokens, streams, log, metrics } = parts;

  const callerOf = async ({ headers }: IncomingMessage) => {
    const named = await callers.of(headers.authorization);
    if (!named) throw new Fault('UNAUTHENTICATED');
    return directory.callerOf(named);
  };

  /** A context of now: nothing that was loaded for an earlier result is taken for true. */
  const contextNow = async ({ request, correlationId, signal }: Listened): Promise<GraphQLContext> => {
    const { headers } = request;
    const caller = await callerOf(request);
    const { tenantId } = caller;
    const readAfter = one(headers['read-after']);
    const wait = async (text: string) =>
      gate.waitFor(tenantId, await tokens.open(tenantId, text), { timeoutMs: waitAtMost });
    return {
      caller,
      request: contextOf(caller, correlationId, traceparentOf(one(headers.traceparent))),
      visible: readAfter === undefined ? undefined : () => wait(readAfter),
      closeToken: (token) => tokens.close(tenantId, token),
      listening: {
        signal,
        renewed: async () => (await contextNow({ request, correlationId, signal })).request,
      },
    };
  };

  const documentOf = ({ query, operationName }: Operation, seesSchema: boolean): DocumentNode => {
    screen(query, subgraphLimits);
    let document: DocumentNode;
    try {
      document = parse(query, { noLocation: true });
    } catch (error) {
      throw new Fault('BAD_QUERY', error instanceof GraphQLError ? error.message : undefined);
    }
    if (depthOf(document) > subgraphLimits.depth) throw new Fault('QUERY_TOO_DEEP');
    if (!seesSchema && documentAsksForSchema(document)) throw new Fault('INTROSPECTION_REFUSED');
    const [error] = validate(schema, document, undefined, { maxErrors: 5 });
    if (error) {
      const message = seesSchema ? error.message : withoutSuggestion(error.message, 'BAD_QUERY');
      throw new Fault('BAD_QUERY', message);
    }
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw new Fault('BAD_REQUEST', 'Only subscriptions are answered as text/event-stream.');
    return document;
  };

  const faultOf = (error: unknown, correlationId: string): Fault => {
    if (error instanceof Fault) return error;
    log.error({ correlationId, ...fieldsOf(error) }, 'unexpected error');
    return new Fault(isUnreachable(error) ? 'DATABASE_UNAVAILABLE' : 'INTERNAL_ERROR');
  };

  const finish = (error: GraphQLError, correlationId: string): GraphQLFormattedError => {
    // A mistake in variables is GraphQL's own error, which says nothing else of itself.
    const isInput = !error.originalError && error.message.startsWith('Variable "$');
    const formatted: GraphQLFormattedError = {
      ...error.toJSON(),
      ...(isInput && { extensions: { code: 'BAD_USER_INPUT' } }),
    };
    const { error: masked, unknown } = maskError(formatted, error, parts.rejections);
    if (unknown !== undefined)
      log.error({ correlationId, path: error.path, ...fieldsOf(unknown) }, 'unexpected error');
    return { ...masked, extensions: { ...masked.extensions, correlationId } };
  };

  const answer = ({ data, errors }: ExecutionResult, correlationId: string): object =>
    errors ? { data: data ?? null, errors: errors.map((each) => finish(each, correlationId)) } : { data };

  const results = async function* (listened: Listened): AsyncGenerator<object> {
    const { request, correlationId } = listened;
    const begun = performance.now();
    const opened = (...codes: readonly string[]) => {
      metrics.request((performance.now() - begun) / 1000, codes);
    };
    let release: (() => void) | undefined;
    try {
      const { operations } = await readOperations(request);
      const [operation] = operations;
      if (!operation) throw new Fault('BAD_REQUEST');
      const context = await contextNow(listened);
      const { operationName = null, variables } = operation;
      const document = documentOf(operation, isOneOf(context.caller, parts.showSchemaTo));
      release = streams.take(context.caller);
      const args = { schema, document, operationName, ...(variables && { variableValues: variables }) };
      const source = await createSourceEventStream({ ...args, contextValue: context });
      if (!isStream(source)) {
        const refused = answer(source, correlationId) as { errors?: readonly GraphQLFormattedError[] };
        opened(...(refused.errors ?? []).map(({ extensions }) => String(extensions?.['code'])));
        yield refused;
        return;
      }
      opened();
      for await (const rootValue of source) {
        const contextValue = await contextNow(listened);
        const result = await execute({ ...args, rootValue, contextValue });
        yield answer(result, correlationId);
        if (result.data == null) return;
      }
    } catch (error) {
      const fault = faultOf(error, correlationId);
      opened(fault.code);
      yield { errors: [answerOf(fault, correlationId)] };
    } finally {
      release?.();
    }
  };

  return (request: IncomingMessage, signal: AbortSignal): Promise<OpenedStream> => {
    const correlationId = correlationIdOf(one(request.headers['x-request-id']));
    return Promise.resolve({ correlationId, results: results({ request, correlationId, signal }) });
  };
};
