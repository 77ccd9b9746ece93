import { type IncomingMessage } from 'node:http';
import { readBody } from './body.ts';
import { Fault } from './error-codes.ts';

/** One GraphQL operation, as it was sent. */
export interface Operation {
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

const operationIn = (body: unknown): Operation => {
  if (!isObject(body)) throw new Fault('BAD_REQUEST', 'An operation is a JSON object.');
  const { query, variables, operationName } = body;
  if (typeof query !== 'string' || query === '') throw new Fault('BAD_REQUEST', '`query` is a text.');
  if (variables != null && !isObject(variables)) throw new Fault('BAD_REQUEST', '`variables` is an object.');
  if (operationName != null && typeof operationName !== 'string')
    throw new Fault('BAD_REQUEST', '`operationName` is a text.');
  return { query, variables: variables ?? undefined, operationName: operationName ?? undefined };
};

/**
 * The operations of a request; `batched` when they came as a list. What a foreign web page could send without asking
 * first, such as a form or plain text, is refused.
 * @throws Fault
 */
export const readOperations = async (
  request: IncomingMessage,
  most = 1,
): Promise<{ operations: Operation[]; batched: boolean }> => {
  if (request.method !== 'POST') throw new Fault('METHOD_NOT_ALLOWED');
  if (!/^application\/(graphql\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Fault('CSRF_REFUSED');
  const body = parsed(await readBody(request));
  if (!Array.isArray(body)) return { operations: [operationIn(body)], batched: false };
  if (body.length > most)
    throw new Fault('BATCH_TOO_LARGE', `At most ${most} operation${most === 1 ? '' : 's'} in one request.`);
  if (body.length === 0) throw new Fault('BAD_REQUEST', 'A list of operations holds at least one.');
  return { operations: body.map(operationIn), batched: true };
};
