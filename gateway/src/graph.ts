import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { errorCodes, Fault, type QueryLimits } from '@securebase/service-kit/edge';
import {
  buildSchema,
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  print,
} from 'graphql';
import { type Metrics } from './metrics.ts';
import { ownerOf } from './owner.ts';
import { Preparation } from './prepare.ts';
import { type SubgraphClient } from './subgraph-client.ts';

/** What a request brings along to every service that it reaches. */
export interface Travelling {
  readonly headers: Record<string, string>;
  /** In the clock of `performance.now()`. */
  readonly deadline: number;
}

export interface Result {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[];
}

/** One generation of the supergraph: its public schema, its planner, and the way to its services. */
export interface Graph {
  readonly schema: GraphQLSchema;
  readonly preparation: Preparation;
  /** The one service that has every field of a document. @throws Fault SUBSCRIPTION_OF_ONE_SERVICE */
  readonly ownerOf: (document: DocumentNode) => string;
  readonly execute: (
    request: {
      document: DocumentNode;
      operationName: string | undefined;
      variables: Record<string, unknown> | undefined;
    },
    travelling: Travelling,
  ) => Promise<Result>;
}

interface SubgraphRequest {
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly operationType?: string;
  readonly context?: Travelling;
}

const bodies = new WeakMap<DocumentNode, string>();

/** A plan's documents live as long as the plan: each is printed once. */
const bodyOf = ({ document, variables, operationName }: SubgraphRequest): string => {
  let start = bodies.get(document);
  if (start === undefined) bodies.set(document, (start = `{"query":${JSON.stringify(print(document))}`));
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  return variables === undefined
    ? `${start}${name}}`
    : `${start}${name},"variables":${JSON.stringify(variables)}}`;
};

/** An error of a service in the shape that the runtime moves to its place in the whole answer. */
const located = (error: unknown): GraphQLError => {
  const { message, path, extensions } = (error ?? {}) as Partial<GraphQLFormattedError>;
  return new GraphQLError(String(message), {
    path: Array.isArray(path) ? path : null,
    ...(extensions && { extensions }),
  });
};

const asker =
  (clients: ReadonlyMap<string, SubgraphClient>, metrics: Metrics) =>
  async (subgraph: string, request: SubgraphRequest): Promise<Result> => {
    const client = clients.get(subgraph.toLowerCase().replaceAll('_', '-'));
    const begun = performance.now();
    let outcome = 'ok';
    try {
      if (!client || !request.context) throw new Fault('SUBGRAPH_UNAVAILABLE');
      const { headers, deadline } = request.context;
      const answer = await client.ask(bodyOf(request), headers, deadline, request.operationType === 'query');
      const data = answer.data ?? null;
      return answer.errors ? { data, errors: answer.errors.map(located) } : { data };
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('INTERNAL_ERROR');
      outcome = fault.code;
      const { code, message } = fault;
      return {
        data: null,
        errors: [new GraphQLError(message, { extensions: { code, help: errorCodes[code].help } })],
      };
    } finally {
      metrics.subgraph(subgraph, outcome, (performance.now() - begun) / 1000);
    }
  };

/** Makes a supergraph ready to answer. @throws when it is none */
export const graphOf = async (
  sdl: string,
  clients: ReadonlyMap<string, SubgraphClient>,
  limits: QueryLimits & { readonly cost: number },
  metrics: Metrics,
): Promise<Graph> => {
  const ask = asker(clients, metrics);
  const supergraph = buildSchema(sdl, { assumeValid: true });
  const { unifiedGraph: schema, executor } = await unifiedGraphHandler({
    unifiedGraph: supergraph,
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (subgraph, request) => ask(subgraph, request),
  });
  if (!executor) throw new Error('The planner gave no executor.');
  return {
    schema,
    preparation: new Preparation(schema, limits),
    ownerOf: (document) => ownerOf(supergraph, document),
    execute: async ({ document, operationName, variables }, travelling) =>
      (await executor({
        document,
        ...(operationName !== undefined && { operationName }),
        ...(variables && { variables }),
        context: { ...travelling },
      })) as Result,
  };
};
