import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personAs, whileLate, withClient } from '@securebase/testing';
import { v4 as anyId } from 'uuid';
import { client, coach, type Connected, lists, nodes, page, talkOfMutual } from '../test/mutual-talk.ts';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const { asking, tell, read, underway } = talkOfMutual(() => rig);

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

it('seals a coach’s notes for whom the tenant says now, however late the read models are', async () => {
  const { engagementId } = await underway();
  const keyOf = async (): Promise<unknown> => {
    const words = { isShared: false, words: 'sleep' };
    const { entry } = await tell(coach, 'writeNote', { engagementId, ...words });
    const { rows } = await withClient(rig.db.adminUrl, (pg) =>
      pg.query<{ key: string }>(
        `select data->'words'->>'subject' as key from log.event where stream = $1 and type = 'NoteWritten'`,
        [`note-${entry.id}`],
      ),
    );
    return rows[0]?.key;
  };
  const propose = (notesOfErased: string) =>
    asking(
      ['ADMIN'],
      `mutation { proposeTenantSettings(input: { smallestGroup: 5, notesOfErased: ${notesOfErased} }) { token } }`,
      {},
    );
  expect(await keyOf()).toBe(personAs('CLIENT'));
  await whileLate(rig.db, 'tenant_standing', async () => {
    await propose('KEPT_BY_COACH');
    await asking(['ADMIN', anyId()], 'mutation { signTenantSettings(input: { version: 1 }) { token } }', {});
    expect(await keyOf()).toBe(personAs('COACH'));
    await propose('ERASED'); // protects more: it holds at once
    expect(await keyOf()).toBe(personAs('CLIENT'));
  });
});
