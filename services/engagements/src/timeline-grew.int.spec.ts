import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type GraphQLFault, personAs, type Role, tokenFor } from '@securebase/testing';
import { createClient } from 'graphql-sse';
import { startEngagement } from '../test/engaged.ts';
import { type Rig, startRig } from '../test/rig.ts';

interface Entry {
  id: string;
  happened: string;
  details: { name: string; value: string | null }[];
}
interface Result {
  data?: { timelineGrew: Entry } | null;
  errors?: readonly GraphQLFault[];
}

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const text = `subscription ($id: ID!, $after: ID) { timelineGrew(engagementId: $id, after: $after) {
  id happened details { name value } } }`;

/** Listens as somebody until the test has heard enough. */
const listen = async (
  role: Role,
  variables: { id: string; after?: string },
  claims: Parameters<typeof tokenFor>[1] = {},
) => {
  const client = createClient({
    url: rig.url,
    retryAttempts: 0,
    headers: { authorization: `Bearer ${await tokenFor(role, claims)}` },
  });
  const results = client.iterate({ query: text, variables }) as unknown as AsyncIterableIterator<Result>;
  const next = async (): Promise<Result | undefined> => {
    const result: IteratorResult<Result, undefined> = await results.next();
    return result.value;
  };
  return {
    /** The next entry of a kind; what comes before it is kept in `heard`. */
    until: async (happened: string, heard: Entry[] = []): Promise<Entry> => {
      for (;;) {
        const entry = (await next())?.data?.timelineGrew;
        if (!entry) throw new Error(`The stream ended before ${happened}.`);
        heard.push(entry);
        if (entry.happened === happened) return entry;
      }
    },
    next,
    /** The codes with which it ends. */
    end: async (): Promise<unknown[]> => {
      const codes: unknown[] = [];
      for (let result = await next(); result; result = await next())
        codes.push(...(result.errors ?? []).map(({ extensions }) => extensions?.code));
      return codes;
    },
    close: () => results.return?.(),
  };
};

const lastEntry = async (role: Role, id: string, readAfter: string): Promise<string> => {
  const query = 'query ($id: ID!) { engagement(id: $id) { timeline(first: 100) { edges { node { id } } } } }';
  interface Read {
    engagement: { timeline: { edges: { node: { id: string } }[] } };
  }
  const { engagement } = await rig.asking<Read>(role, query, { id }, readAfter);
  return engagement.timeline.edges.at(-1)?.node.id ?? '';
};
let day = 10;
/** Each on a day of its own: nobody is in two sessions at a time. */
const schedule = (id: string) => {
  day++;
  return rig.mutate('COACH', 'scheduleSession', 'engagement { id }', {
    engagementId: id,
    kind: 'COACHING',
    startsAt: `2026-12-${day}T09:00:00Z`,
    endsAt: `2026-12-${day}T10:00:00Z`,
  });
};
const turnTo = (id: string, words: string) =>
  rig.asking(
    'CLIENT',
    'mutation ($input: NoteTurnedToInput!) { told: noteTurnedTo(input: $input) { token } }',
    { input: { engagementId: id, turnedTo: 'COACH', words } },
  );
const notePresence = (id: string, words: string) =>
  rig.asking(
    'COACH',
    'mutation ($input: NotePresenceInput!) { told: notePresence(input: $input) { token } }',
    { input: { engagementId: id, words } },
  );

it('tells each listener what happens, as far as it is for them, and after a break what came meanwhile', async () => {
  const { id, token } = await startEngagement(rig);
  const after = await lastEntry('CLIENT', id, token);
  const client = await listen('CLIENT', { id, after });
  const coach = await listen('COACH', { id, after });
  await notePresence(id, 'I was tired');
  await turnTo(id, 'I called');
  await schedule(id);

  const ofClient: Entry[] = [];
  const ofCoach: Entry[] = [];
  const scheduled = await client.until('SESSION_SCHEDULED', ofClient);
  await coach.until('SESSION_SCHEDULED', ofCoach);
  expect(ofCoach.find(({ happened }) => happened === 'PRESENCE_NOTED')?.details).toEqual([
    { name: 'words', value: 'I was tired' },
  ]);
  expect(ofClient.map(({ happened }) => happened)).not.toContain('PRESENCE_NOTED');
  for (const heard of [ofClient, ofCoach]) {
    const turned = heard.find(({ happened }) => happened === 'TURNED_TO_NOTED');
    expect(turned?.details).toContainEqual({ name: 'words', value: 'I called' });
    expect(new Set(heard.map((each) => each.id)).size).toBe(heard.length);
  }
  await client.close();
  await coach.close();

  await turnTo(id, 'I called again');
  await schedule(id);
  const again = await listen('CLIENT', { id, after: scheduled.id });
  const missed: Entry[] = [];
  await again.until('SESSION_SCHEDULED', missed);
  expect(JSON.stringify(missed)).toContain('I called again');
  await again.close();
});

it('ends with a code for whoever is no longer one of the people of the engagement', async () => {
  const { id, token } = await startEngagement(rig);
  const after = await lastEntry('COACH', id, token);
  const coach = await listen('COACH', { id, after });
  await schedule(id);
  await coach.until('SESSION_SCHEDULED');
  const person = { name: 'Another coach', email: 'another.coach@example.org' };
  const { person: another } = await rig.mutate('ADMIN', 'registerPerson', 'person { id }', person);
  await rig.mutate('ADMIN', 'assignRoles', 'person { id }', { personId: another.id, roles: ['COACH'] });
  await rig.mutate('CLIENT', 'reassignCoach', 'engagement { id }', {
    engagementId: id,
    fromId: personAs('COACH'),
    coachId: another.id,
  });
  expect(await coach.end()).toEqual(['FORBIDDEN']);
});

it('is not opened for others, for an entry that is not theirs, nor without a token', async () => {
  const { id, token } = await startEngagement(rig);
  const stranger = { subject: personAs('PROGRAM_MANAGER') };
  expect(await (await listen('CLIENT', { id }, stranger)).end()).toEqual(['FORBIDDEN']);
  expect(await (await listen('PROGRAM_MANAGER', { id })).end()).toEqual(['FORBIDDEN']);
  const nowhere = await listen('CLIENT', { id: personAs('CLIENT') });
  expect(await nowhere.end()).toEqual(['FORBIDDEN']);
  const { told } = await rig.asking<{ told: { token: string } }>(
    'COACH',
    'mutation ($input: NotePresenceInput!) { told: notePresence(input: $input) { token } }',
    { input: { engagementId: id, words: 'only mine' } },
  );
  const ofCoach = await lastEntry('COACH', id, told.token);
  expect(ofCoach).not.toBe(await lastEntry('CLIENT', id, token));
  expect(await (await listen('CLIENT', { id, after: ofCoach })).end()).toEqual(['BAD_CURSOR']);
  const anonymous = createClient({ url: rig.url, retryAttempts: 0 });
  const { value } = (await anonymous.iterate({ query: text, variables: { id } }).next()) as { value: Result };
  expect(value.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
});

it('ends with a code when the person has left the directory', async () => {
  const { id, token } = await startEngagement(rig);
  const after = await lastEntry('SPONSOR', id, token);
  const sponsor = await listen('SPONSOR', { id, after });
  await rig.mutate('ADMIN', 'deactivatePerson', 'person { id }', { personId: personAs('SPONSOR') });
  expect((await sponsor.end()).at(-1)).toBe('PERSON_HAS_NO_ACCESS');
});
