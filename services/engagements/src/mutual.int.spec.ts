import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, eventually, personAs, type Role, tokenFor, withClient } from '@securebase/testing';
import { v4 as anyId } from 'uuid';
import { type Rig, startRig } from '../test/rig.ts';

interface Connected {
  edges: { node: Record<string, unknown> }[];
  pageInfo: { hasNextPage: boolean };
}
type Read = Record<string, Connected>;
type As = readonly [role: Role, subject?: string];

const client: As = ['CLIENT'];
const coach: As = ['COACH'];

const lists = {
  settledness: 'authorId aboutId sessionId notedAt arriving leaving',
  marksOfMeeting: 'sessionId withId words',
  momentsOfMeeting: 'sessionId betweenIds',
  presenceNotes: 'words',
  energy: 'authorId guarding free sharedAt',
  guardedAspects: 'words sharedAt',
  redirectedEnergy: 'aspectId to toId words sharedAt',
  allianceRatings: 'bond task goal sharedAt',
  ruptures: 'authorId aboutId words repairedAt helped',
  turnedTo: 'authorId turnedTo words',
  notes: 'authorId isShared words correctedAt',
  safetyRecords: 'kind authorId aboutId limit words',
} as const;
const page = (fields: string) =>
  `{ edges { cursor node { id ${fields} } } pageInfo { hasNextPage endCursor } }`;
const everything = Object.entries(lists)
  .map(([list, fields]) => `${list} ${page(fields)}`)
  .join(' ');

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const asking = async <T>([role, subject]: As, query: string, variables: object, readAfter?: string) =>
  ask<T>(rig.url, query, variables, {
    token: await tokenFor(role, subject === undefined ? {} : { subject }),
    ...(readAfter !== undefined && { readAfter }),
  });
const inputs: Readonly<Record<string, string>> = {
  shareEnergy: 'ShareEntryInput',
  shareAllianceRating: 'ShareEntryInput',
  makeReferral: 'SafetyRecordInput',
  noteSideEffect: 'SafetyRecordInput',
  noteHealthPause: 'SafetyRecordInput',
};
/** Carries a mutation out; what it gives of the entry is asked for by its fields. */
const tell = async (as: As, name: string, input: object, entry = 'entry { id }') => {
  const type = inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { told: ${name}(input: $input) { token ${entry} } }`;
  interface Told {
    told: { token: string; entry: Record<string, unknown> & { id: string } };
  }
  return (await asking<Told>(as, query, { input })).told;
};
const read = async (as: As, id: string, readAfter?: string, what = everything): Promise<Read | null> => {
  const query = `query ($id: ID!) { engagement(id: $id) { ${what} } }`;
  return (await asking<{ engagement: Read | null }>(as, query, { id }, readAfter)).engagement;
};
const nodes = (found: Read | null, list: keyof typeof lists) =>
  (found?.[list]?.edges ?? []).map(({ node }) => node);

/** An engagement of a kind with its first session, held. */
const underway = async (kind: 'INDIVIDUAL' | 'TEAM' = 'INDIVIDUAL') => {
  const fields = 'engagement { id sessions { id } }';
  const proposal = { kind, clientId: personAs('CLIENT'), sponsorId: personAs('SPONSOR'), purpose: 'sleep' };
  const { engagement } = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', fields, proposal);
  const of = { engagementId: engagement.id };
  const go = (role: Role, name: string, input: object = {}) =>
    rig.mutate(role, name, fields, { ...of, ...input });
  await go('CLIENT', 'confirmMatch', { coachId: personAs('COACH') });
  await go('COACH', 'draftAgreement', { sessions: 8, objectives: 'sleep' });
  for (const party of ['CLIENT', 'COACH', 'SPONSOR'] as const)
    await go(party, 'signAgreement', { agreementVersion: 1, party });
  await go('COACH', 'startEngagement');
  const times = { startsAt: '2026-12-01T09:00:00Z', endsAt: '2026-12-01T10:00:00Z' };
  const scheduled = await go('COACH', 'scheduleSession', { kind: 'COACHING', ...times });
  const sessionId = scheduled.engagement.sessions?.[0]?.id ?? '';
  return { ...of, sessionId };
};
const addMember = async (engagementId: string): Promise<string> => {
  const person = { name: 'The member', email: 'member@example.org' };
  const { id } = (await rig.mutate('ADMIN', 'registerPerson', 'person { id }', person)).person;
  await rig.mutate('COACH', 'addMembers', 'engagement { id }', { engagementId, personIds: [id] });
  return id;
};

describe('A moment of meeting', () => {
  it('is blind: nothing that the other can ask tells that it is marked, until both have', async () => {
    const { engagementId, sessionId } = await underway();
    const settled = await tell(coach, 'noteSettledness', { engagementId, sessionId, arriving: 'SETTLED' });
    const before = JSON.stringify(await read(coach, engagementId, settled.token));

    const withCoach = { engagementId, sessionId, withId: personAs('COACH'), words: 'we were both silent' };
    const marked = await tell(client, 'markMomentOfMeeting', withCoach, 'entry { id withId words }');
    expect(marked.entry).toMatchObject({ withId: personAs('COACH'), words: 'we were both silent' });
    expect(JSON.stringify(await read(coach, engagementId, marked.token))).toBe(before);
    const seen = await read(client, engagementId, marked.token);
    expect(nodes(seen, 'marksOfMeeting')).toHaveLength(1);
    expect(nodes(seen, 'momentsOfMeeting')).toEqual([]);

    const withClient = { engagementId, sessionId, withId: personAs('CLIENT'), words: 'something opened' };
    const both = await tell(coach, 'markMomentOfMeeting', withClient);
    const betweenIds = [personAs('CLIENT'), personAs('COACH')].toSorted();
    for (const [as, words] of [
      [client, 'we were both silent'],
      [coach, 'something opened'],
    ] as const) {
      const now = await read(as, engagementId, both.token);
      expect(nodes(now, 'momentsOfMeeting')).toMatchObject([{ sessionId, betweenIds }]);
      // Each keeps their own words.
      expect(nodes(now, 'marksOfMeeting')).toMatchObject([{ words }]);
    }
    await expect(tell(client, 'markMomentOfMeeting', withCoach)).rejects.toMatchObject({
      codes: ['MOMENT_ALREADY_MARKED'],
    });
  });

  it('is shared once when both mark at the same time', async () => {
    const { engagementId, sessionId } = await underway();
    const of = { engagementId, sessionId };
    const marks = await Promise.all([
      tell(client, 'markMomentOfMeeting', { ...of, withId: personAs('COACH') }),
      tell(coach, 'markMomentOfMeeting', { ...of, withId: personAs('CLIENT') }),
    ]);
    for (const { token } of marks) await read(client, engagementId, token);
    const { rows } = await withClient(rig.db.adminUrl, (pg) =>
      pg.query<{ count: number }>(
        `select count(*)::int from entry_view where kind = 'MOMENT' and engagement_id = $1`,
        [engagementId],
      ),
    );
    expect(rows).toEqual([{ count: 1 }]);
  });
});

describe('Energy and alliance', () => {
  it('are their author’s alone until they are shared, entry by entry', async () => {
    const { engagementId } = await underway();
    const of = { engagementId };
    const energy = await tell(
      client,
      'noteEnergy',
      { ...of, guarding: 'MUCH', free: 'A_LITTLE' },
      'entry { id guarding free sharedAt }',
    );
    expect(energy.entry).toMatchObject({ guarding: 'MUCH', free: 'A_LITTLE', sharedAt: null });
    await tell(client, 'noteEnergy', { ...of, guarding: 'SOME', free: 'SOME' });
    const aspect = await tell(client, 'nameGuardedAspect', { ...of, words: 'not knowing' });
    const redirected = { ...of, aspectId: aspect.entry.id, to: 'RELATIONSHIP', words: 'my brother' };
    await tell(client, 'redirectEnergy', redirected);
    const { entry, token } = await tell(client, 'rateAlliance', { ...of, bond: 4, task: 3, goal: 5 });
    const before = await read(coach, engagementId, token);
    for (const list of ['energy', 'guardedAspects', 'redirectedEnergy', 'allianceRatings'] as const)
      expect(before?.[list]).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } });
    expect(nodes(await read(client, engagementId, token), 'redirectedEnergy')).toMatchObject([
      { aspectId: aspect.entry.id, to: 'RELATIONSHIP', words: 'my brother' },
    ]);

    await tell(client, 'shareEnergy', { ...of, entryId: energy.entry.id }, 'entryId');
    const shared = await tell(client, 'shareAllianceRating', { ...of, entryId: entry.id }, 'entryId');
    const now = await read(coach, engagementId, shared.token);
    expect(nodes(now, 'energy')).toMatchObject([{ guarding: 'MUCH', free: 'A_LITTLE' }]);
    expect(nodes(now, 'allianceRatings')).toMatchObject([{ bond: 4, task: 3, goal: 5 }]);
    expect(nodes(now, 'guardedAspects')).toEqual([]);
    // Nobody shares for somebody else, and learns nothing by trying.
    for (const entryId of [aspect.entry.id, anyId()])
      await expect(tell(coach, 'shareEnergy', { ...of, entryId }, 'entryId')).rejects.toMatchObject({
        codes: ['NOT_FOR_THIS_PARTY'],
      });
  });
});

describe('In a team', () => {
  it('nobody reads what a colleague says of themselves, and the coach reads both', async () => {
    const { engagementId, sessionId } = await underway('TEAM');
    const memberId = await addMember(engagementId);
    const member: As = ['CLIENT', memberId];
    const of = { engagementId, sessionId };
    await tell(member, 'noteSettledness', { ...of, leaving: 'RATHER_UNSETTLED' });
    await tell(member, 'noteTurnedTo', { ...of, turnedTo: 'COACH', words: 'I called' });
    await tell(member, 'noteSideEffect', { ...of, words: 'I sleep less' });
    const { entry: rupture } = await tell(member, 'noteRupture', { ...of, words: 'I was not heard' });
    await tell(member, 'writeNote', { ...of, isShared: false, words: 'only mine' });
    const { token } = await tell(coach, 'writeNote', { ...of, isShared: true, words: 'for everybody' });

    const lead = await read(client, engagementId, token);
    for (const list of ['settledness', 'turnedTo', 'safetyRecords', 'ruptures'] as const)
      expect(nodes(lead, list)).toEqual([]);
    expect(nodes(lead, 'notes')).toMatchObject([{ words: 'for everybody' }]);
    const seen = await read(coach, engagementId, token);
    expect(nodes(seen, 'settledness')).toMatchObject([{ aboutId: memberId, leaving: 'RATHER_UNSETTLED' }]);
    expect(nodes(seen, 'notes')).toMatchObject([{ words: 'for everybody' }]);
    expect(nodes(seen, 'ruptures')).toMatchObject([{ words: 'I was not heard', repairedAt: null }]);
    const mend = (as: As) =>
      tell(as, 'repairRupture', { engagementId, ruptureId: rupture.id, helped: 'time' });
    await expect(mend(client)).rejects.toMatchObject({ codes: ['RUPTURE_NOT_FOUND'] });
    const mended = await mend(member);
    expect(nodes(await read(coach, engagementId, mended.token), 'ruptures')).toMatchObject([
      { helped: 'time' },
    ]);
  });
});

describe('What is between coach and client', () => {
  it('is corrected by its author, is its author’s, and the trail does not tell that it was read again', async () => {
    const { engagementId } = await underway();
    const { entry } = await tell(coach, 'writeNote', { engagementId, isShared: false, words: 'sleep' });
    const corrected = await tell(coach, 'correctNote', { engagementId, noteId: entry.id, words: 'rest' });
    const { token } = await tell(coach, 'notePresence', { engagementId, words: 'I hurried' });
    const seen = await read(coach, engagementId, token);
    expect(nodes(seen, 'notes')).toMatchObject([{ id: corrected.entry.id, words: 'rest', isShared: false }]);
    expect(nodes(seen, 'presenceNotes')).toMatchObject([{ words: 'I hurried' }]);
    const ofClient = await read(client, engagementId, token);
    for (const list of ['notes', 'presenceNotes'] as const) expect(nodes(ofClient, list)).toEqual([]);
    const trail = await asking<{ engagementsAccesses: Connected }>(
      client,
      '{ engagementsAccesses(first: 100) { edges { node { objectId } } pageInfo { hasNextPage } } }',
      {},
    );
    const opened = trail.engagementsAccesses.edges.map(({ node }) => node['objectId']);
    expect(opened).not.toContain(entry.id);
    await expect(
      tell(client, 'correctNote', { engagementId, noteId: entry.id, words: 'mine' }),
    ).rejects.toMatchObject({ codes: ['NOTE_NOT_FOUND'] });
  });

  it('is for no other role, whatever list is asked for, and for no other client or coach', async () => {
    const { engagementId, sessionId } = await underway();
    await tell(client, 'noteSettledness', { engagementId, sessionId, arriving: 'UNSETTLED' });
    await tell(client, 'noteHealthPause', { engagementId, words: 'an operation' });
    await tell(coach, 'sayCannotGoOn', { engagementId, words: 'I am ill' });
    const limit = { engagementId, limit: 'LAW', words: 'what the law demands' };
    const { token } = await tell(coach, 'nameLimitOfConfidentiality', limit);
    const own = nodes(await read(client, engagementId, token), 'safetyRecords');
    expect(own.map(({ kind }) => kind)).toEqual([
      'LIMIT_OF_CONFIDENTIALITY',
      'COACH_CANNOT_GO_ON',
      'HEALTH_PAUSE',
    ]);
    for (const [list, fields] of Object.entries(lists))
      for (const role of ['SPONSOR', 'PROGRAM_MANAGER'] as const)
        await expect(read([role], engagementId, token, `${list} ${page(fields)}`)).rejects.toMatchObject({
          codes: ['FORBIDDEN'],
        });
    // The sponsor, who is a client elsewhere: everything looks as if nothing had been said.
    const sponsor = await read(['CLIENT', personAs('SPONSOR')], engagementId, token);
    for (const list of Object.keys(lists) as (keyof typeof lists)[]) expect(nodes(sponsor, list)).toEqual([]);
    for (const as of [
      ['CLIENT', anyId()],
      ['COACH', anyId()],
    ] as const)
      expect(await read(as, engagementId, token)).toBeNull();
  });

  it('lies nowhere in clear, not even as a step of a scale', async () => {
    const { engagementId, sessionId } = await underway();
    await tell(client, 'noteEnergy', { engagementId, guarding: 'ALMOST_ALL', free: 'ALMOST_NONE' });
    await tell(client, 'noteTurnedTo', { engagementId, turnedTo: 'SOMEONE_IN_MY_SYSTEMS' });
    const { token } = await tell(coach, 'noteSettledness', {
      engagementId,
      sessionId,
      leaving: 'IN_BETWEEN',
    });
    await read(coach, engagementId, token);
    const texts = await withClient(rig.db.adminUrl, async (pg) => {
      const tables = await pg.query<{ name: string }>(
        `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
         where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
      );
      const all: string[] = [];
      for (const { name } of tables.rows) {
        const { rows } = await pg.query<{ text: string }>(`select t::text as text from ${name} t`);
        all.push(...rows.map(({ text }) => text));
      }
      return all;
    });
    expect(texts.some((text) => text.includes(engagementId))).toBe(true);
    for (const step of ['ALMOST_ALL', 'ALMOST_NONE', 'SOMEONE_IN_MY_SYSTEMS', 'IN_BETWEEN']) {
      const forms = [step, Buffer.from(JSON.stringify(step)).toString('base64url')];
      expect(texts.filter((text) => forms.some((form) => text.includes(form)))).toEqual([]);
    }
  });
});

it('gives long lists page by page, without gaps where somebody else’s entries lie between', async () => {
  const { engagementId, sessionId } = await underway('TEAM');
  const note = (as: As, isShared: boolean, words: string) =>
    tell(as, 'writeNote', { engagementId, sessionId, isShared, words });
  for (const n of [1, 2, 3]) {
    await note(coach, false, `private ${n}`);
    await note(client, true, `shared ${n}`);
  }
  const { token } = await note(coach, false, 'private at last');
  const query = `query ($id: ID!, $after: String) { engagement(id: $id) { notes(first: 2, after: $after)
    { edges { node { words } } pageInfo { hasNextPage endCursor } } } }`;
  interface Page {
    engagement: { notes: Connected & { pageInfo: { endCursor: string | null } } };
  }
  const first = await asking<Page>(client, query, { id: engagementId }, token);
  expect(first.engagement.notes).toMatchObject({
    edges: [{ node: { words: 'shared 3' } }, { node: { words: 'shared 2' } }],
    pageInfo: { hasNextPage: true },
  });
  const after = first.engagement.notes.pageInfo.endCursor;
  const second = await asking<Page>(client, query, { id: engagementId, after }, token);
  expect(second.engagement.notes).toMatchObject({
    edges: [{ node: { words: 'shared 1' } }],
    pageInfo: { hasNextPage: false },
  });
});

it('seals a coach’s notes for the client, or for the coach where the tenant has them keep it', async () => {
  const { engagementId } = await underway();
  const keyOf = async (): Promise<unknown> => {
    const { entry, token } = await tell(coach, 'writeNote', {
      engagementId,
      isShared: false,
      words: 'sleep',
    });
    await read(coach, engagementId, token);
    const { rows } = await withClient(rig.db.adminUrl, (pg) =>
      pg.query<{ key: string }>(`select said->'words'->>'subject' as key from entry_view where id = $1`, [
        entry.id,
      ]),
    );
    return rows[0]?.key;
  };
  expect(await keyOf()).toBe(personAs('CLIENT'));
  const wanted = '{ smallestGroup: 5, notesOfErased: KEPT_BY_COACH }';
  await asking(['ADMIN'], `mutation { proposeTenantSettings(input: ${wanted}) { token } }`, {});
  const sign = 'mutation { signTenantSettings(input: { version: 1 }) { token } }';
  await asking(['ADMIN', anyId()], sign, {});
  await eventually(async () => {
    expect(await keyOf()).toBe(personAs('COACH'));
  });
});
