// What happens in an engagement, as its people hear it through the gateway.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@securebase/testing';
import { createClient } from 'graphql-sse';
import { type Caller, client, coach, type Running, runPlatform } from '../test/platform.ts';

interface Entry {
  readonly id: string;
  readonly happened: string;
  readonly details: readonly { readonly name: string; readonly value: string | null }[];
}
let running: Running;
let engagementId: string;
beforeAll(async () => {
  running = await runPlatform();
  await running.tell();
  await eventually(async () => {
    const { engagements } = await running.ask<{ engagements: { edges: { node: { id: string } }[] } }>(
      client,
      '{ engagements(as: CLIENT) { edges { node { id } } } }',
    );
    engagementId = engagements.edges[0]?.node.id ?? '';
    expect(await lastOf(coach)).not.toBe('');
  });
});
afterAll(() => running.stop());

/** The last entry of the timeline that is for somebody. */
const lastOf = async (caller: Caller): Promise<string> => {
  const { engagement } = await running.ask<{ engagement: { timeline: { edges: { node: Entry }[] } } | null }>(
    caller,
    'query ($id: ID!) { engagement(id: $id) { timeline(first: 100) { edges { node { id } } } } }',
    { id: engagementId },
  );
  return engagement?.timeline.edges.at(-1)?.node.id ?? '';
};

const folder = join(import.meta.dirname, '../../../gateway/documents');
const documentId = `sha256:${createHash('sha256')
  .update(readFileSync(join(folder, 'timeline-grew.graphql'), 'utf8'))
  .digest('hex')}`;

/** Listens with the trusted document until something was said in certain words. */
const hear = async (caller: Caller, after: string, words: string): Promise<Entry[]> => {
  const events = createClient({
    url: running.platform.url,
    retryAttempts: 0,
    headers: { authorization: `Bearer ${await running.tokenOf(caller)}` },
  });
  const heard: Entry[] = [];
  const request = { documentId, variables: { engagementId, after } } as unknown as { query: string };
  for await (const { data, errors } of events.iterate<{ timelineGrew: Entry }>(request)) {
    expect(errors).toBeUndefined();
    if (!data) continue;
    heard.push(data.timelineGrew);
    if (data.timelineGrew.details.some(({ value }) => value === words)) return heard;
  }
  throw new Error('The stream ended.');
};
const say = (words: string) =>
  running.ask(client, 'mutation ($input: NoteTurnedToInput!) { noteTurnedTo(input: $input) { token } }', {
    input: { engagementId, turnedTo: 'COACH', words },
  });

it('comes as it happens, and after a break from where it broke', async () => {
  const ofClient = hear(client, await lastOf(client), 'I called');
  const ofCoach = hear(coach, await lastOf(coach), 'I called');
  await say('I called');
  const [heard, byCoach] = await Promise.all([ofClient, ofCoach]);
  expect(heard.at(-1)).toMatchObject({ happened: 'TURNED_TO_NOTED' });
  expect(byCoach.at(-1)?.id).toBe(heard.at(-1)?.id);

  await say('I called again');
  const since = await hear(client, heard.at(-1)?.id ?? '', 'I called again');
  expect(since.at(-1)).toMatchObject({ happened: 'TURNED_TO_NOTED' });
});
