import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { sendEvents } from './event-stream.ts';

/** One stream to a client who sends a request; resolves with what the client got, when both are done. */
const streamed = async (
  results: AsyncIterable<object>,
  { reads, ending = new AbortController().signal }: { reads: boolean; ending?: AbortSignal },
): Promise<string> => {
  const sent = Promise.withResolvers<undefined>();
  const server = createServer((_, response) => {
    sendEvents(response, { correlationId: 'an-id', results }, ending).then(() => {
      sent.resolve(undefined);
    }, sent.reject);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined); // it is cut off
  let got = '';
  if (reads) client.on('data', (chunk) => (got += chunk.toString('utf8')));
  else client.pause();
  const closed = new Promise((resolve) => client.once('close', resolve));
  client.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await sent.promise;
  if (reads) await closed;
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return got;
};

it('sends each result as it comes, and then that there are no more', async () => {
  const two = async function* () {
    yield { data: { n: 1 } };
    await turn();
    yield { data: { n: 2 } };
  };
  const got = await streamed(two(), { reads: true });
  expect(got).toContain('content-type: text/event-stream');
  expect(got).toContain('x-request-id: an-id');
  expect(got).toMatch(
    /event: next\ndata: {"data":{"n":1}}[\s\S]*data: {"data":{"n":2}}[\s\S]*event: complete/,
  );
});

it('says that the process stops, when it does', async () => {
  const ending = new AbortController();
  const one = async function* () {
    yield { data: { n: 1 } };
    await turn();
    ending.abort();
  };
  const got = await streamed(one(), { reads: true, ending: ending.signal });
  expect(got).toMatch(/"n":1[\s\S]*SHUTTING_DOWN[\s\S]*event: complete/);
});

it('lets a listener go who leaves too much unread', async () => {
  let given = 0;
  let ended = false;
  const endless = async function* () {
    try {
      for (; given < 10_000; given++) {
        yield { data: 'x'.repeat(65_536) };
        await turn();
      }
    } finally {
      ended = true;
    }
  };
  await streamed(endless(), { reads: false });
  expect(ended).toBe(true);
  expect(given).toBeLessThan(1_000);
});
