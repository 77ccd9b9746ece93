import { getOperationAST, Kind, OperationTypeNode, parse, type SelectionSetNode } from 'graphql';
import { Fault } from './error-codes.ts';
import { type QueryLimits, screen } from './screen.ts';

const rootNames = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** Response keys of a selection of nothing but `__typename`; `undefined` when it asks for more. */
const typenames = ({ selections }: SelectionSetNode): string[] | undefined => {
  const keys: string[] = [];
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD || selection.name.value !== '__typename') return undefined;
    if (selection.directives && selection.directives.length > 0) return undefined;
    keys.push(selection.alias?.value ?? '__typename');
  }
  return keys;
};

/**
 * What a caller without a token gets: the answer to `{ __typename }`, and nothing else; not even what the schema holds.
 * @throws Fault UNAUTHENTICATED
 */
export const answerAnonymous = (
  query: string,
  operationName: string | undefined,
  limits: QueryLimits,
): { data: Record<string, string> } => {
  screen(query, limits);
  const operation = operationIn(query, operationName);
  const keys =
    operation?.operation === OperationTypeNode.QUERY ? typenames(operation.selectionSet) : undefined;
  if (!operation || !keys) throw new Fault('UNAUTHENTICATED');
  const name = rootNames[operation.operation];
  return { data: Object.fromEntries(keys.map((key) => [key, name])) };
};

const operationIn = (query: string, operationName: string | undefined) => {
  try {
    return getOperationAST(parse(query, { noLocation: true }), operationName);
  } catch {
    return undefined;
  }
};
