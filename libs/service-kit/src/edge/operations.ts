import { createHash } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { readBody } from './body.ts';
import { Fault } from './error-codes.ts';

/** One GraphQL operation, as it was sent. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown> | undefined;
  readonly operationName: string | undefined;
  /** Whether its text is one of the trusted documents. */
  readonly trusted: boolean;
}

/** Texts of operations by their ids, `sha256:` and the hash of the text in hexadecimal. */
export type Documents = ReadonlyMap<string, string>;

const none: Documents = new Map();
const documentIdOf = (query: string) => `sha256:${createHash('sha256').update(query).digest('hex')}`;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('BAD_REQUEST', 'The body is not JSON.'); // the parser's own message quotes it
  }
};

/** The text that a body gives, or stands for. */
const textIn = (
  { query, documentId }: Record<string, unknown>,
  documents: Documents,
): { query: string; trusted: boolean } => {
  if (documentId != null) {
    if (query != null) throw new Fault('BAD_REQUEST', 'Give `query` or `documentId`.');
    const known = typeof documentId === 'string' ? documents.get(documentId) : undefined;
    if (known === undefined) throw new Fault('DOCUMENT_UNKNOWN');
    return { query: known, trusted: true };
  }
  if (typeof query !== 'string' || query === '') throw new Fault('BAD_REQUEST', '`query` is a text.');
  return { query, trusted: documents.size > 0 && documents.has(documentIdOf(query)) };
};

const operationIn = (body: unknown, documents: Documents): Operation => {
  if (!isObject(body)) throw new Fault('BAD_REQUEST', 'An operation is a JSON object.');
  const { variables, operationName } = body;
  const text = textIn(body, documents);
  if (variables != null && !isObject(variables)) throw new Fault('BAD_REQUEST', '`variables` is an object.');
  if (operationName != null && typeof operationName !== 'string')
    throw new Fault('BAD_REQUEST', '`operationName` is a text.');
  return { ...text, variables: variables ?? undefined, operationName: operationName ?? undefined };
};

/**
 * The operations of a request; `batched` when they came as a list. What a foreign web page could send without asking
 * first, such as a form or plain text, is refused. `documentId` stands for the text of a document that is known.
 * @throws Fault
 */
export const readOperations = async (
  request: IncomingMessage,
  most = 1,
  documents = none,
): Promise<{ operations: Operation[]; batched: boolean }> => {
  if (request.method !== 'POST') throw new Fault('METHOD_NOT_ALLOWED');
  if (!/^application\/(graphql\+)?json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Fault('CSRF_REFUSED');
  const body = parsed(await readBody(request));
  if (!Array.isArray(body)) return { operations: [operationIn(body, documents)], batched: false };
  if (body.length > most)
    throw new Fault('BATCH_TOO_LARGE', `At most ${most} operation${most === 1 ? '' : 's'} in one request.`);
  if (body.length === 0) throw new Fault('BAD_REQUEST', 'A list of operations holds at least one.');
  return { operations: body.map((each) => operationIn(each, documents)), batched: true };
};
