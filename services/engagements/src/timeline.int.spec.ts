import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, personAs, type Role, tokenFor } from '@securebase/testing';
import { startEngagement } from '../test/engaged.ts';
import { type Rig, startRig } from '../test/rig.ts';

interface Entry {
  id: string;
  at: string;
  happened: string;
  authorId: string;
  aboutId: string;
  details: { name: string; value: string | null }[];
}
interface Read {
  engagement: {
    timeline: { edges: { cursor: string; node: Entry }[]; pageInfo: { hasNextPage: boolean } };
  } | null;
}

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const query = `query ($id: ID!, $first: Int! = 100, $after: String, $happened: [Happened!]) { engagement(id: $id) {
  timeline(first: $first, after: $after, happened: $happened) {
    edges { cursor node { id at happened authorId aboutId details { name value } } } pageInfo { hasNextPage }
  } } }`;
const pageOf = async (role: Role, variables: object, readAfter?: string, subject = personAs(role)) => {
  const token = await tokenFor(role, { subject });
  const asking = { token, ...(readAfter !== undefined && { readAfter }) };
  return (await ask<Read>(rig.url, query, variables, asking)).engagement?.timeline;
};
const happenings = (page: Awaited<ReturnType<typeof pageOf>>) =>
  (page?.edges ?? []).map(({ node }) => node.happened);
const saying = (page: Awaited<ReturnType<typeof pageOf>>, happened: string) =>
  page?.edges
    .filter(({ node }) => node.happened === happened)
    .map(({ node }) => Object.fromEntries(node.details.map(({ name, value }) => [name, value])));

let day = 10;
/** An engagement in which each has said something. */
const told = async () => {
  const { id, of } = await startEngagement(rig);
  day++; // nobody is in two sessions at a time
  const times = { startsAt: `2026-12-${day}T09:00:00Z`, endsAt: `2026-12-${day}T10:00:00Z` };
  await rig.mutate('COACH', 'scheduleSession', 'engagement { id }', { ...of, kind: 'COACHING', ...times });
  const tell = async (role: Role, name: string, type: string, input: object, entry = 'entry { id }') => {
    const text = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${entry} } }`;
    return (
      await rig.asking<{ told: { token: string; entry: { id: string } } }>(role, text, {
        input: { ...of, ...input },
      })
    ).told;
  };
  await tell('COACH', 'notePresence', 'NotePresenceInput', { words: 'I was tired' });
  const energy = { guarding: 'MUCH', free: 'A_LITTLE' };
  const { entry } = await tell('CLIENT', 'noteEnergy', 'NoteEnergyInput', energy);
  await tell('CLIENT', 'noteTurnedTo', 'NoteTurnedToInput', { turnedTo: 'COACH', words: 'I called' });
  const { token } = await tell('CLIENT', 'shareEnergy', 'ShareEntryInput', { entryId: entry.id }, 'entryId');
  return { id, token };
};

describe('The timeline of an engagement', () => {
  it('tells what happened, in order, to each reader what is for them', async () => {
    const { id, token } = await told();
    const ofParties = [
      'ENGAGEMENT_PROPOSED',
      'MATCH_CONFIRMED',
      'AGREEMENT_DRAFTED',
      'AGREEMENT_SIGNED',
      'AGREEMENT_SIGNED',
      'AGREEMENT_SIGNED',
      'ENGAGEMENT_CONTRACTED',
      'ENGAGEMENT_STARTED',
    ];
    const client = await pageOf('CLIENT', { id }, token);
    expect(happenings(client).toSorted()).toEqual(
      [...ofParties, 'SESSION_SCHEDULED', 'ENERGY_NOTED', 'TURNED_TO_NOTED', 'ENERGY_SHARED'].toSorted(),
    );
    const times = client?.edges.map(({ node }) => node.at) ?? [];
    expect(times).toEqual(times.toSorted());
    expect(happenings(client).at(-1)).toBe('ENERGY_SHARED');
    expect(saying(client, 'ENERGY_NOTED')).toEqual([{ guarding: 'MUCH', free: 'A_LITTLE' }]);
    expect(saying(client, 'TURNED_TO_NOTED')).toEqual([{ turnedTo: 'COACH', words: 'I called' }]);
    // What was the client's own when it was said stays a line of their own; that it is shared is another.
    const coach = await pageOf('COACH', { id }, token);
    expect(happenings(coach).toSorted()).toEqual(
      [...ofParties, 'SESSION_SCHEDULED', 'PRESENCE_NOTED', 'TURNED_TO_NOTED', 'ENERGY_SHARED'].toSorted(),
    );
    expect(saying(coach, 'PRESENCE_NOTED')).toEqual([{ words: 'I was tired' }]);
    expect(JSON.stringify(coach)).not.toContain('A_LITTLE');
    const sponsor = await pageOf('SPONSOR', { id }, token);
    expect(happenings(sponsor).toSorted()).toEqual(ofParties.toSorted());
    await expect(pageOf('PROGRAM_MANAGER', { id }, token)).rejects.toMatchObject({ codes: ['FORBIDDEN'] });
    // As clients elsewhere they see no more of it.
    const asClient = await pageOf('CLIENT', { id }, token, personAs('SPONSOR'));
    expect(happenings(asClient).toSorted()).toEqual(ofParties.toSorted());
    expect(await pageOf('CLIENT', { id }, token, personAs('PROGRAM_MANAGER'))).toBeUndefined();
  });

  it('comes page by page without gaps, and of some kinds alone', async () => {
    const { id, token } = await told();
    const all = await pageOf('COACH', { id }, token);
    const found: Entry[] = [];
    for (let after: string | null = null; ;) {
      const page = await pageOf('COACH', { id, first: 5, after }, token);
      found.push(...(page?.edges ?? []).map(({ node }) => node));
      if (page?.pageInfo.hasNextPage !== true) break;
      expect(page.edges).toHaveLength(5);
      after = page.edges.at(-1)?.cursor ?? null;
    }
    expect(found).toEqual(all?.edges.map(({ node }) => node));
    const some = await pageOf('COACH', { id, happened: ['TURNED_TO_NOTED', 'ENERGY_NOTED'] }, token);
    expect(happenings(some)).toEqual(['TURNED_TO_NOTED']);
  });

  it('tells the owner of a condition, too, what is asked of them', async () => {
    const { id, of } = await startEngagement(rig);
    const change = async (role: Role, name: string, type: string, input: object, begins = {}) => {
      const text = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token condition { id } } }`;
      const told = await rig.asking<{ told: { token: string; condition: { id: string } } }>(role, text, {
        input: { ...begins, ...input },
      });
      return told.told;
    };
    const named = await change('CLIENT', 'nameCondition', 'NameConditionInput', { condition: 'no rest' }, of);
    const owned = { conditionId: named.condition.id, ownerId: personAs('SPONSOR') };
    const { token } = await change('CLIENT', 'bringConditionForward', 'BringConditionForwardInput', owned);
    const sponsor = await pageOf('SPONSOR', { id }, token);
    expect(happenings(sponsor).at(-1)).toBe('CONDITION_BROUGHT_FORWARD');
    expect(happenings(sponsor)).not.toContain('CONDITION_NAMED');
  });
});
