import { type IncomingMessage, type ServerResponse } from 'node:http';
import { print, type StreamMessage } from 'graphql-sse';
import { answerOf, Fault } from './error-codes.ts';

/** A subscription that was opened: its results come until there are none any more. They never throw. */
export interface OpenedStream {
  readonly correlationId: string;
  readonly results: AsyncIterable<object>;
}

/** So often, in ms, a listener hears that the connection stands, whatever happens. */
const heartbeat = 10_000;
/** A listener who leaves so many bytes unread is let go: what waits for one would be kept in memory. */
const mostWaiting = 1_048_576;
const alive = ':\n\n';

const next = (data: object): string =>
  print({ event: 'next', data } as unknown as StreamMessage<false, 'next'>);

/** Whether a request wants results as they come. */
export const wantsEvents = ({ headers }: IncomingMessage): boolean =>
  (headers.accept ?? '').toLowerCase().includes('text/event-stream');

/**
 * Sends results as server-sent events, in the distinct connections mode of GraphQL over SSE. Resolves when they have ended or
 * nobody listens any more.
 * @param ending aborted when the process stops
 */
export const sendEvents = async (
  response: ServerResponse,
  { correlationId, results }: OpenedStream,
  ending: AbortSignal,
): Promise<void> => {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no', // proxies would keep back what is to come at once
    'x-request-id': correlationId,
    connection: 'close',
  });
  const write = (text: string): void => {
    if (response.destroyed) return;
    response.write(text);
    if (response.writableLength > mostWaiting) response.destroy();
  };
  const beat = setInterval(write, heartbeat, alive);
  write(alive);
  try {
    for await (const result of results) {
      write(next(result));
      if (response.destroyed) break;
    }
    if (ending.aborted) write(next({ errors: [answerOf(new Fault('SHUTTING_DOWN'), correlationId)] }));
  } finally {
    clearInterval(beat);
    if (!response.destroyed) response.end(print({ event: 'complete', data: null }));
  }
};
