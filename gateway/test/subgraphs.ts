import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLError, GraphQLError as Failure, parse } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';

/** A service as small as one can be: its schema, its resolvers, and what it was asked. */
export interface TestSubgraph {
  readonly name: string;
  readonly schema: string;
  readonly url: string;
  readonly asked: { body: { query: string; variables?: unknown }; headers: IncomingMessage['headers'] }[];
  readonly stop: () => Promise<void>;
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])`;
const pageInfo = 'type PageInfo @shareable { hasNextPage: Boolean! }';

export const people = Array.from({ length: 100 }, (_, index) => ({
  id: `p${index}`,
  name: `Person ${index}`,
}));

const definitions = {
  engagements: {
    schema: `${link} ${pageInfo}
      enum Kind { TEAM INDIVIDUAL }
      input FindInput { kind: Kind, deep: [FindInput!] }
      type Person @key(fields: "id") { id: ID! name: String! friends: [Person!]! }
      type PersonEdge { node: Person! }
      type PersonConnection { edges: [PersonEdge!]! pageInfo: PageInfo! }
      type Query { people(first: Int! = 20): PersonConnection! find(input: FindInput): [Person!]! leaky: String slow: String }
      type Mutation { rename(id: ID!): Person }
      type Subscription { joined(first: Int! = 20): Person! leaked: String! endless: Person! }`,
    resolvers: {
      Query: {
        people: (_: unknown, { first }: { first: number }) => ({
          edges: people.slice(0, first).map((node) => ({ node })),
          pageInfo: { hasNextPage: true },
        }),
        find: () => people.slice(0, 1),
        leaky: () => {
          throw new Error('select secret from person at 10.0.0.1');
        },
        slow: () => new Promise((resolve) => setTimeout(resolve, 5_000, 'late').unref()),
      },
      Mutation: {
        rename: () => {
          throw new Failure('A closed engagement has no new name. Open another one.', {
            extensions: { code: 'ENGAGEMENT_CLOSED', path: ['input', 'name'], sql: 'update secret' },
          });
        },
      },
      Subscription: {
        joined: {
          subscribe: async function* () {
            await Promise.resolve();
            yield* people.slice(0, 2).map((joined) => ({ joined }));
          },
        },
        leaked: {
          subscribe: async function* () {
            await Promise.resolve();
            yield {};
          },
          resolve: () => {
            throw new Error('select secret from person at 10.0.0.1');
          },
        },
        endless: {
          subscribe: async function* () {
            yield { endless: people[0] };
            await new Promise(() => undefined);
          },
        },
      },
      Person: { friends: () => people.slice(0, 10) },
    },
  },
  assessments: {
    schema: `${link} type Person @key(fields: "id") { id: ID! scores: [Float!] } type Query { instruments: [String!] }`,
    resolvers: {
      Query: { instruments: () => ['BFI'] },
      Person: { scores: () => [1, 2, 3] },
    },
  },
  'system-mapping': {
    schema: `${link} type Person @key(fields: "id") { id: ID! maps: [SystemMap!] } type SystemMap @key(fields: "id") { id: ID! density: Float }
      type Query { map: SystemMap }`,
    resolvers: {
      Query: { map: () => ({ id: 'm', density: 0.5 }) },
      Person: { maps: ({ id }: { id: string }) => [{ id: `m-${id}`, density: 0.25 }] },
    },
  },
};

const bodyOf = async (request: IncomingMessage) => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as { query: string; variables?: Record<string, unknown> };
};

/** Starts one of them on a free port. */
const start = async (name: keyof typeof definitions): Promise<TestSubgraph> => {
  const { schema: text, resolvers } = definitions[name];
  const schema = buildSubgraphSchema([{ typeDefs: parse(text), resolvers: resolvers as never }]);
  const asked: TestSubgraph['asked'] = [];
  const events = createHandler({ schema, authenticate: () => null });
  const server = createServer((request, response) => {
    if (request.url !== '/graphql') {
      response.writeHead(404).end(); // such as SCIM, which is only counted here
      return;
    }
    if (request.headers.accept === 'text/event-stream') {
      void events(request, response);
      return;
    }
    void (async () => {
      const body = await bodyOf(request);
      asked.push({ body, headers: request.headers });
      const result = await execute({
        schema,
        document: parse(body.query),
        variableValues: body.variables ?? null,
      });
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ ...result, errors: result.errors?.map((error: GraphQLError) => error.toJSON()) }),
      );
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    name,
    schema: text,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

export const startSubgraphs = (): Promise<TestSubgraph[]> =>
  Promise.all((Object.keys(definitions) as (keyof typeof definitions)[]).map(start));
