// What a person gets who asks for their own data.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPerson, eventually } from '@securebase/testing';
import { cli } from '../test/command-line.ts';
import { client, coach, type Running, runPlatform } from '../test/platform.ts';

interface Line {
  readonly happened: string;
  readonly aboutId: string;
  readonly details: readonly { readonly name: string; readonly value: string | null }[];
}
interface MyData {
  readonly profile: object;
  readonly engagements: readonly {
    readonly kind: string;
    readonly purpose: string;
    readonly happened: readonly Line[];
  }[];
  readonly memberships: readonly { readonly happened: readonly Line[] }[];
  readonly coaching: readonly { readonly happened: readonly Line[] }[];
  readonly practice: { readonly links: readonly object[] };
  readonly answers: readonly { readonly status: string; readonly answers: readonly object[] | null }[];
  readonly maps: readonly { readonly actors: readonly object[]; readonly ties: readonly object[] }[];
  readonly accesses: readonly { readonly actorId: string; readonly field: string }[];
}

let running: Running;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'my-data-'));
  running = await runPlatform();
  await running.tell();
  await eventually(async () => {
    const { engagements } = await running.ask<{ engagements: { edges: unknown[] } }>(
      client,
      '{ engagements(as: CLIENT) { edges { node { purpose } } } }',
    );
    expect(engagements.edges).toHaveLength(1);
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await running.stop();
});

const exported = async (person: string) => {
  const out = join(folder, person);
  const { status, problems } = await cli(running, 'my-data', '--as', person, '--out', out);
  expect(`${status} ${problems}`).toMatch(/^0 /);
  const page = readFileSync(join(out, 'my-data.html'), 'utf8');
  const text = readFileSync(join(out, 'my-data.json'), 'utf8');
  return { out, page, text, data: JSON.parse(text) as MyData };
};

/** The client notes something for themselves, and so does the coach. */
const live = async () => {
  const { engagements } = await running.ask<{ engagements: { edges: { node: { id: string } }[] } }>(
    client,
    '{ engagements(as: CLIENT) { edges { node { id } } } }',
  );
  const engagementId = engagements.edges[0]?.node.id;
  await running.ask(client, 'mutation ($input: NoteEnergyInput!) { noteEnergy(input: $input) { token } }', {
    input: { engagementId, guarding: 'MUCH', free: 'SOME' },
  });
  await running.ask(
    coach,
    'mutation ($input: NotePresenceInput!) { notePresence(input: $input) { token } }',
    {
      input: { engagementId, words: 'I held my breath.' },
    },
  );
  await running.ask(coach, 'mutation { offerPracticeLink { linkId } }');
  await eventually(async () => {
    const { data } = await exported('coach');
    expect(data.practice.links).toHaveLength(1);
    expect(JSON.stringify(data.coaching)).toContain('PRESENCE_NOTED');
  });
};

describe('A person’s own data', () => {
  it('are what the person said, agreed and answered, and who looked at it', async () => {
    const { data } = await exported('client');
    expect(data.profile).toMatchObject({ id: demoPerson('client'), status: 'ACTIVE' });
    expect(data.engagements.map(({ kind }) => kind)).toEqual(['INDIVIDUAL']);
    expect(data.engagements.every(({ purpose }) => purpose.length > 0)).toBe(true);
    expect(data.answers.some(({ answers }) => (answers?.length ?? 0) > 0)).toBe(true);
    expect(data.maps.every(({ actors, ties }) => actors.length > 0 && ties.length > 0)).toBe(true);
    expect(data.accesses.map(({ field }) => field)).toContain('purpose');
  });

  it('are what happened in their coaching too, to each what is for them', async () => {
    await live();
    const [{ data: own, page }, { data: theirs }] = [await exported('client'), await exported('coach')];
    const ofClient = own.engagements.flatMap(({ happened }) => happened);
    expect(ofClient.map(({ happened }) => happened)).toEqual(
      expect.arrayContaining(['AGREEMENT_SIGNED', 'ENERGY_NOTED']),
    );
    expect(ofClient.map(({ happened }) => happened)).not.toContain('PRESENCE_NOTED');
    expect(page).toContain('What happened: Individual');
    const ofCoach = theirs.coaching.flatMap(({ happened }) => happened);
    expect(ofCoach.map(({ happened }) => happened)).toContain('PRESENCE_NOTED');
    expect(JSON.stringify(ofCoach)).toContain('held my breath');
    expect(ofCoach.every(({ aboutId }) => aboutId === demoPerson('coach'))).toBe(true);
    expect(theirs.practice.links).toHaveLength(1);
    expect(own.practice.links).toEqual([]);
  });

  it('are on a page that can be printed, with the same words, for the person alone', async () => {
    const { out, page, data } = await exported('client');
    for (const { purpose } of data.engagements) expect(page).toContain(purpose.replaceAll("'", '&#39;'));
    expect(page).toContain('<html lang="en">');
    expect(page).not.toMatch(/<script|https?:/);
    for (const name of ['my-data.json', 'my-data.html'])
      expect(statSync(join(out, name)).mode & 0o077).toBe(0);
  });

  it('of a coach hold nothing that a client said', async () => {
    const [theirs, own] = [await exported('coach'), await exported('client')];
    expect(theirs.data.coaching).toHaveLength(3);
    for (const { purpose } of own.data.engagements) expect(theirs.text).not.toContain(purpose);
  });
});

describe('A tenant’s data', () => {
  it('are what its administrator may see: the directory and the rules, and no word of any coaching', async () => {
    const out = join(folder, 'tenant');
    const { status, problems } = await cli(running, 'tenant-data', '--as', 'admin', '--out', out);
    expect(`${status} ${problems}`).toMatch(/^0 /);
    const text = readFileSync(join(out, 'tenant-data.json'), 'utf8');
    const data = JSON.parse(text) as {
      readonly tenant: object;
      readonly people: readonly { readonly id: string }[];
      readonly programs: readonly object[];
      readonly instruments: readonly object[];
    };
    expect(data.tenant).toMatchObject({ kind: 'ENTERPRISE', suspended: false });
    expect(data.people.map(({ id }) => id)).toContain(demoPerson('client'));
    expect([data.programs.length > 0, data.instruments.length > 0]).toEqual([true, true]);
    const { data: own } = await exported('client');
    for (const { purpose } of own.engagements) expect(text).not.toContain(purpose);
    expect(statSync(join(out, 'tenant-data.json')).mode & 0o077).toBe(0);
  });

  it('are not for anybody else', async () => {
    for (const role of ['coach', 'program-manager', 'employee-representative']) {
      const { status, problems } = await cli(
        running,
        'tenant-data',
        '--as',
        role,
        '--out',
        join(folder, role),
      );
      expect(`${status} ${problems}`).toMatch(/^1 .*FORBIDDEN/s);
    }
  });
});
