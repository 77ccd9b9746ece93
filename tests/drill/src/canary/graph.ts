// The schema as the gateway tells it: everything that follows is driven by it, so that a new field is walked on the day it appears.
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type IntrospectionQuery,
  isEnumType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

export type Send = (
  url: string,
  token: string | undefined,
  query: string,
  variables?: object,
  readAfter?: string,
) => Promise<{ readonly status: number; readonly text: string }>;

/** Sends a request and returns what came back as text, headers included: a leak may be anywhere. */
export const send: Send = async (url, token, query, variables = {}, readAfter) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(readAfter !== undefined && { 'read-after': readAfter }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return { status: response.status, text: `${await response.text()}\n\n${headers}` };
};

export interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}
export const bodyOf = (text: string): Body => JSON.parse(text.slice(0, text.lastIndexOf('\n\n'))) as Body;

export const schemaOf = async (url: string, token: string): Promise<GraphQLSchema> => {
  const { text } = await send(url, token, getIntrospectionQuery());
  const { data, errors } = bodyOf(text);
  if (!data) throw new Error(`The schema cannot be had: ${errors?.[0]?.message ?? 'no data'}`);
  return buildClientSchema(data as unknown as IntrospectionQuery);
};

type Field = GraphQLField<unknown, unknown>;

/** One way through the schema, from a thing to an object whose leaves are read. */
export interface Path {
  readonly steps: readonly Field[];
  readonly type: GraphQLObjectType | undefined;
  readonly leaves: readonly string[];
  /** Its last step from thing to thing; undefined where it begins at a root and has passed no thing. */
  readonly edge?: string | undefined;
}

const carries = ({ name }: GraphQLObjectType) => /(Edge|Connection)$/.test(name);
const leavesOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
    .map(({ name }) => name);

/** Every way from a type that passes no edge of the schema twice, and no more than so many things. */
export const pathsFrom = (from: GraphQLOutputType, things: number): Path[] => {
  const target = getNamedType(from);
  if (!isObjectType(target)) return [{ steps: [], type: undefined, leaves: [''] }];
  const walk = (
    type: GraphQLObjectType,
    steps: readonly Field[],
    seen: readonly string[],
    left: number,
  ): Path[] => {
    const here = left - (carries(type) ? 0 : 1);
    const leaves = leavesOf(type);
    const further = Object.values(type.getFields()).flatMap((field) => {
      const next = getNamedType(field.type);
      const edge = `${type.name}.${field.name}`;
      if (!isObjectType(next) || seen.includes(edge) || field.args.some(isRequiredArgument)) return [];
      if (here <= 0 && !carries(next)) return [];
      return walk(next, [...steps, field], [...seen, edge], here);
    });
    return leaves.length > 0 ? [{ steps, type, leaves }, ...further] : further;
  };
  return eachEdgeOnce(walk(target, [], [], things));
};

/**
 * The shortest ways first, and of them those whose last step from thing to thing no shorter one has made: what hangs on a thing
 * hangs on it wherever it was met.
 */
const eachEdgeOnce = (paths: readonly Path[]): Path[] => {
  const crossed = new Set<string>();
  return [...paths]
    .sort((one, other) => one.steps.length - other.steps.length)
    .flatMap((path) => {
      const edge = lastEdgeOf(path.steps, path.type);
      if (crossed.has(edge)) return [];
      crossed.add(edge);
      return [{ ...path, edge: edge.startsWith('.') ? undefined : edge }];
    });
};

/** From the last thing before the end of a way, over lists and pages, to its end. */
const lastEdgeOf = (steps: readonly Field[], type: GraphQLObjectType | undefined): string => {
  const isThing = ({ type: stepped }: Field) => {
    const named = getNamedType(stepped);
    return isObjectType(named) && !carries(named);
  };
  const from = steps.slice(0, -1).findLastIndex(isThing);
  const owner = from === -1 ? '' : getNamedType(steps[from]?.type as GraphQLOutputType).name;
  const names = steps.slice(from + 1).map(({ name }) => name);
  return [owner, ...names, type?.name ?? ''].join('.');
};

const valuesOf = ({ name, type }: GraphQLArgument, idsFor: (name: string) => readonly string[]): string[] => {
  const named = getNamedType(type);
  if (name === 'first') return ['50'];
  if (named.name === 'ID') return idsFor(name).map((id) => JSON.stringify(id));
  if (named.name === 'Boolean') return ['true'];
  return isEnumType(named) ? named.getValues().map((value) => value.name) : [];
};

/** More calls than this are not made of one field: then each argument that can be left out is given alone. */
const mostCalls = 240;

/** Values for the arguments of a field: each set is one call. */
export const callsOf = (
  args: readonly GraphQLArgument[],
  idsFor: (name: string) => readonly string[],
): string[] => {
  const given = args.map((arg) => {
    const isOptional = !isRequiredArgument(arg) && arg.name !== 'first';
    return { isOptional, values: valuesOf(arg, idsFor).map((value) => `${arg.name}: ${value}`) };
  });
  const together = (all: typeof given): string[][] =>
    all.reduce<string[][]>(
      (calls, { isOptional, values }) =>
        calls.flatMap((call) => [...(isOptional ? [call] : []), ...values.map((value) => [...call, value])]),
      [[]],
    );
  const alone = () => {
    const needed = together(given.filter(({ isOptional }) => !isOptional));
    const others = given.filter(({ isOptional }) => isOptional).flatMap(({ values }) => values);
    return needed.flatMap((call) => [call, ...others.map((value) => [...call, value])]);
  };
  const many = given.reduce(
    (calls, { isOptional, values }) => calls * (values.length + (isOptional ? 1 : 0)),
    1,
  );
  return (many <= mostCalls ? together(given) : alone()).map((call) =>
    call.length > 0 ? `(${call.join(', ')})` : '',
  );
};

/** The selection of a path's leaves, with every list on the way asked for by tens, or by as many as is said. */
export const selectionOf = ({ steps, type }: Path, leaves: readonly string[], size = 10): string => {
  if (!type) return '';
  const open = steps.map(
    ({ name, args }) => `${name}${args.some((arg) => arg.name === 'first') ? `(first: ${size})` : ''} { `,
  );
  return `{ ${open.join('')}${leaves.join(' ')}${' }'.repeat(steps.length)} }`;
};
