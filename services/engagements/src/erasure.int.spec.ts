import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, eventually, personAs, tokenFor, whileLate } from '@securebase/testing';
import { compactVerify, importJWK, type JWK } from 'jose';
import pg from 'pg';
import { type Rig, startRig } from '../test/rig.ts';

let rig: Rig;
let engagements: pg.Pool;
let keysPool: pg.Pool;
beforeAll(async () => {
  rig = await startRig();
  engagements = new pg.Pool({ connectionString: rig.db.adminUrl, max: 2 });
  keysPool = new pg.Pool({ connectionString: rig.keys.adminUrl, max: 1 });
  keysPool.on('error', () => undefined);
  engagements.on('error', () => undefined); // dropping the database ends its connections
});
afterAll(async () => {
  await engagements.end();
  await keysPool.end();
  await rig.stop();
});

const client = personAs('CLIENT');
const secret = 'to be able to say no at last';

/** Everything of the database as text, as a dump would show it. */
const dump = async (): Promise<string> => {
  const { rows } = await engagements.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts = await Promise.all(
    rows.map(({ name }) => engagements.query<{ text: string }>(`select t::text as text from ${name} t`)),
  );
  return texts.flatMap((each) => each.rows.map(({ text }) => text)).join('\n');
};

const keyOf = async (): Promise<Buffer | null> => {
  const { rows } = await keysPool.query<{ wrapped: Buffer | null }>(
    'select wrapped from keys.data_key where subject_id = $1',
    [client],
  );
  return rows[0]?.wrapped ?? null;
};

const purposeOf = async (id: string, readAfter?: string) => (await rig.see('CLIENT', id, readAfter))?.purpose;

describe('What a person says', () => {
  let engagementId: string;
  it('is nowhere at rest, and read by client and coach', async () => {
    const { engagement, token } = await rig.mutate(
      'PROGRAM_MANAGER',
      'proposeEngagement',
      'engagement { id }',
      {
        kind: 'INDIVIDUAL',
        clientId: client,
        purpose: secret,
      },
    );
    engagementId = engagement.id;
    expect(await purposeOf(engagementId, token)).toBe(secret);
    const text = await dump();
    expect(text).toContain(engagementId);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(JSON.stringify(secret)).toString('base64url'));
    expect(text).not.toContain(Buffer.from(JSON.stringify(secret)).toString('hex'));
  });

  it('leaves a trail that the person can read', async () => {
    const trail = await rig.asking<{
      engagementsAccesses: {
        edges: { node: { actorId: string; object: string; field: string; objectId: string } }[];
      };
    }>('CLIENT', '{ engagementsAccesses { edges { node { actorId object field objectId operation at } } } }');
    expect(trail.engagementsAccesses.edges.map(({ node }) => node)).toContainEqual(
      expect.objectContaining({
        actorId: client,
        object: 'Engagement',
        field: 'purpose',
        objectId: engagementId,
      }),
    );
    const others = await rig.asking<typeof trail>(
      'COACH',
      '{ engagementsAccesses { edges { node { actorId } } } }',
    );
    expect(others.engagementsAccesses.edges).toEqual([]);
  });

  it('cannot be opened anywhere else than where it stands', async () => {
    const { rows } = await engagements.query<{ purpose: object }>(
      'select purpose from engagement_view where id = $1',
      [engagementId],
    );
    const moved = { ...rows[0]?.purpose, at: `engagement-${engagementId}/2/purpose` };
    await engagements.query('update engagement_view set purpose = $2 where id = $1', [engagementId, moved]);
    await expect(rig.see('CLIENT', engagementId)).rejects.toThrow('INTERNAL_ERROR');
    await engagements.query('update engagement_view set purpose = $2 where id = $1', [
      engagementId,
      rows[0]?.purpose,
    ]);
  });
});

describe('A person who is erased', () => {
  let erasureToken: string;
  let engagementId: string;
  let backup: Buffer | null;
  beforeAll(async () => {
    const proposed = await rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', 'engagement { id }', {
      kind: 'INDIVIDUAL',
      clientId: client,
      purpose: 'another one',
    });
    engagementId = proposed.engagement.id;
    backup = await keyOf();
    const erased = await rig.mutate('ADMIN', 'eraseSubject', 'erasure { id }', { personId: client });
    erasureToken = erased.token;
  });

  const erasure = async (readAfter?: string) =>
    (
      await rig.asking<{
        erasure: {
          isComplete: boolean;
          certificate: string | null;
          reports: { service: string; events: number }[];
        };
      }>(
        'ADMIN',
        `{ erasure(personId: "${client}") { isComplete certificate reports { service events streams } } }`,
        {},
        readAfter,
      )
    ).erasure;

  it('is shown as erased; folding, projecting and commanding go on', async () => {
    await eventually(() => expect(purposeOf(engagementId)).rejects.toThrow('PERSON_HAS_NO_ACCESS'));
    const { person } = await rig.asking<{ person: { name: string; email: string; status: string } }>(
      'ADMIN',
      `{ person(id: "${client}") { name email status } }`,
      {},
      erasureToken,
    );
    expect(person).toEqual({ name: '', email: '', status: 'ERASED' });
    const { engagement, token } = await rig.mutate(
      'PROGRAM_MANAGER',
      'confirmMatch',
      'engagement { id status purpose }',
      {
        engagementId,
        coachId: personAs('COACH'),
      },
    );
    expect(engagement).toMatchObject({ status: 'MATCHED', purpose: null });
    await eventually(async () => {
      const seen = await rig.see('COACH', engagementId, token);
      expect(seen).toMatchObject({ status: 'MATCHED', purpose: null });
    });
  });

  it('gets nothing new said of them', async () => {
    await expect(
      rig.mutate('PROGRAM_MANAGER', 'proposeEngagement', 'engagement { id }', {
        kind: 'INDIVIDUAL',
        clientId: client,
        purpose: 'more',
      }),
    ).rejects.toThrow(/PERSON_HAS_LEFT|SUBJECT_ERASED/);
    await expect(
      rig.mutate('ADMIN', 'renamePerson', 'person { id }', { personId: client, name: 'Back again' }),
    ).rejects.toThrow('PERSON_ERASED');
    await expect(
      rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
        name: 'Back again',
        email: 'back@example.org',
        reference: 'client',
      }),
    ).rejects.toThrow('SUBJECT_ERASED');
  });

  it('stays erased when a backup of the keys from before is restored', async () => {
    await keysPool.query('update keys.data_key set wrapped = $2, destroyed_at = null where subject_id = $1', [
      client,
      backup,
    ]);
    expect(await keyOf()).toEqual(backup);
    await rig.startAgain();
    expect(await keyOf()).toBeNull();
  });

  it('is erased once, however often it is asked for', async () => {
    await rig.mutate('ADMIN', 'eraseSubject', 'erasure { id }', { personId: client });
    const { rows } = await engagements.query<{ n: number }>(
      `select count(*)::int as n from log.event where type = 'SubjectErased'`,
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('has a certificate, once every service has said what it held', async () => {
    await eventually(async () => {
      expect((await erasure()).reports).toEqual([{ service: 'engagements', events: 3, streams: 3 }]);
    });
    expect(await erasure()).toMatchObject({ isComplete: false, certificate: null });
    for (const service of ['assessments', 'system-mapping'] as const)
      await rig.elsewhere(service, `erasure-${client}`, {
        type: service === 'assessments' ? 'PurgedFromAssessments' : 'PurgedFromSystemMapping',
        data: { subjectId: client, events: 2, streams: 1 },
      });
    await eventually(async () => expect((await erasure()).isComplete).toBe(true), { within: 20_000 });
    const { certificate } = await erasure();
    const { certificateKey } = await rig.asking<{ certificateKey: string }>('ADMIN', '{ certificateKey }');
    const key = JSON.parse(certificateKey) as JWK;
    expect(key).not.toHaveProperty('d');
    const { payload } = await compactVerify(certificate ?? '', await importJWK(key, 'EdDSA'));
    const text = Buffer.from(payload).toString('utf8');
    expect(JSON.parse(text)).toMatchObject({
      subject: client,
      found: [
        { service: 'assessments', events: 2, streams: 1 },
        { service: 'engagements', events: 3, streams: 3 },
        { service: 'system-mapping', events: 2, streams: 1 },
      ],
      notesByCoaches: { rule: 'ERASED', meaning: expect.any(String) },
      destroyed: expect.arrayContaining([
        expect.stringContaining('data key'),
        expect.stringContaining('snapshots'),
      ]),
      backups: {
        of: expect.stringContaining('archived WAL'),
        inClearUntilThen: expect.arrayContaining(['engagements.person_view.name']),
      },
    });
    expect(text).not.toContain('The client');
    expect((await erasure()).certificate).toBe(certificate);
  });

  it('has no key that could open anything', async () => {
    const keys = new pg.Client({ connectionString: rig.keys.adminUrl });
    await keys.connect();
    const { rows } = await keys.query<{ wrapped: Buffer | null }>(
      'select wrapped from keys.data_key where subject_id = $1',
      [client],
    );
    await keys.end();
    expect(rows).toEqual([{ wrapped: null }]);
  });
});

it('What became of coaches’ notes is said as the tenant’s log has it, however late the read models are', async () => {
  const { person } = await rig.mutate('ADMIN', 'registerPerson', 'person { id }', {
    name: 'Who goes',
    email: 'goes@example.org',
  });
  await whileLate(rig.db, 'tenant_standing', async () => {
    const wanted = '{ smallestGroup: 5, notesOfErased: KEPT_BY_COACH }';
    await rig.asking('ADMIN', `mutation { proposeTenantSettings(input: ${wanted}) { token } }`);
    const sign = 'mutation { signTenantSettings(input: { version: 1 }) { token } }';
    await ask(rig.url, sign, {}, { token: await tokenFor('ADMIN', { subject: personAs('SPONSOR') }) });
    await rig.mutate('ADMIN', 'eraseSubject', 'erasure { id }', { personId: person.id });
    await eventually(async () => {
      const { rows } = await engagements.query<{ rule: string }>(
        `select data->>'notesOfErased' as rule from log.event where type = 'PurgedFromEngagements' and stream = $1`,
        [`erasure-${person.id}`],
      );
      expect(rows).toEqual([{ rule: 'KEPT_BY_COACH' }]);
    });
  });
});
