import { type IncomingMessage } from 'node:http';
import { Fault } from '../edge/index.ts';
import { readBody } from './body.ts';

export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Record<string, unknown> | undefined;
  readonly operationName: string | undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('BAD_REQUEST', 'The body is not JSON.'); // the parser's own message quotes it
  }
};

/** The one operation of a request. A form or a plain text, which a foreign web page could send, is refused. @throws Fault */
export const readGraphQL = async (request: IncomingMessage): Promise<GraphQLRequest> => {
  if (request.method !== 'POST') throw new Fault('METHOD_NOT_ALLOWED');
  if (!/^application\/(graphql\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Fault('CSRF_REFUSED');
  const body = parsed(await readBody(request));
  if (!isObject(body)) throw new Fault('BAD_REQUEST', 'The body is one JSON object.');
  const { query, variables, operationName } = body;
  if (typeof query !== 'string' || query === '') throw new Fault('BAD_REQUEST', '`query` is a text.');
  if (variables != null && !isObject(variables)) throw new Fault('BAD_REQUEST', '`variables` is an object.');
  if (operationName != null && typeof operationName !== 'string')
    throw new Fault('BAD_REQUEST', '`operationName` is a text.');
  return { query, variables: variables ?? undefined, operationName: operationName ?? undefined };
};
