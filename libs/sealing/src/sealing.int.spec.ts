import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { open, type Recorded, seal, type Sealed } from '@securebase/domain-kit';
import { testKeys, type TestKeys, withClient } from '@securebase/testing';
import fc from 'fast-check';
import pg from 'pg';
import {
  anchored,
  KeyKeeper,
  KeyRing,
  KeysUnavailable,
  localMasterKey,
  SealBroken,
  Sealing,
} from './index.ts';

let keys: TestKeys;
let pool: pg.Pool;
let keeperPool: pg.Pool;
const folder = join(import.meta.dirname, '../sql');
const sql = readdirSync(folder)
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');
const master = localMasterKey(randomBytes(32).toString('base64url'));
const other = localMasterKey(randomBytes(32).toString('base64url'));

beforeAll(async () => {
  keys = await testKeys(({ url }) =>
    withClient(url, (client) => client.query(`set securebase.roles = 'securebase_keys';\n${sql}`)),
  );
  pool = new pg.Pool({ connectionString: keys.db.apiUrl, max: 8 });
  keeperPool = new pg.Pool({ connectionString: keys.db.pipelineUrl, max: 4 });
  for (const each of [pool, keeperPool]) each.on('error', () => undefined); // ended with the database
});
afterAll(async () => {
  await Promise.all([pool.end(), keeperPool.end()]);
  await keys.db.drop();
});

const sealingWith = (...masters: (typeof master)[]) => {
  const [first = master, ...rest] = masters;
  const ring = new KeyRing({ pool, masters: [first, ...rest] });
  return {
    ring,
    sealing: new Sealing(ring),
    keeper: new KeyKeeper({ pool: keeperPool, masters: [first, ...rest] }),
  };
};

const stream = 'engagement-1';
const stored = async <Data extends object>(sealing: Sealing, tenantId: string, data: Data, version = 1) => {
  const [closed] = await sealing.close(tenantId, [{ stream, version, data }]);
  return anchored(closed, stream, version) as Data;
};
const eventOf = (tenantId: string, data: object): Recorded => ({
  ...{ type: 'Said', data, tenantId, stream, version: 1, id: randomUUID(), at: '', actorId: randomUUID() },
});

describe('A sealed value', () => {
  it('opens to what it was, whatever it is and whoever shares the event', async () => {
    const { sealing } = sealingWith();
    const tenantId = randomUUID();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.uuid(), fc.jsonValue()), { maxLength: 6 }), async (given) => {
        const data = { items: given.map(([subject, value]) => ({ of: seal(subject, value), kept: 1 })) };
        const at = await stored(sealing, tenantId, data);
        expect(at.items.every(({ of }) => of.value.startsWith('.1.'))).toBe(true);
        const [event] = await sealing.openEvents([eventOf(tenantId, at)]);
        const items = (event?.data as typeof data).items;
        expect(items.map(({ of }) => open<unknown>(of))).toEqual(
          given.map(([, value]) => JSON.parse(JSON.stringify(value)) as unknown),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('opens for its own tenant, subject, stream, version and path only', async () => {
    const { sealing } = sealingWith();
    const [tenantId, subject, second] = [randomUUID(), randomUUID(), randomUUID()];
    const { a } = await stored(sealing, tenantId, { a: seal(subject, 'x'), b: seal(second, 'y') });
    const openAs = async (change: Partial<Sealed>, of = tenantId) =>
      (await sealing.plain(of, [{ ...a, ...change }])).map((each) => open(each))[0];
    expect(await openAs({})).toBe('x');
    for (const at of ['engagement-2/1/a', 'engagement-1/2/a', 'engagement-1/1/b'])
      await expect(openAs({ at })).rejects.toThrow(SealBroken);
    await expect(openAs({ subject: second })).rejects.toThrow(SealBroken);
    const flipped = Buffer.from(a.value.slice(3), 'base64url');
    flipped[14] = (flipped[14] ?? 0) ^ 1;
    await expect(openAs({ value: `.1.${flipped.toString('base64url')}` })).rejects.toThrow(SealBroken);
    // Another tenant has no key of this subject at all.
    expect(await openAs({}, randomUUID())).toBeUndefined();
  });

  it('has one key for each subject, also when many processes make it at once', async () => {
    const tenantId = randomUUID();
    const subjects = Array.from({ length: 20 }, () => randomUUID());
    const written = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { sealing } = sealingWith();
        const data = Object.fromEntries(subjects.map((subject) => [subject, seal(subject, subject)]));
        return stored(sealing, tenantId, data);
      }),
    );
    const { sealing } = sealingWith();
    for (const data of written) {
      const plain = await sealing.plain(tenantId, Object.values<Sealed>(data));
      expect(plain.map((each) => open(each))).toEqual(subjects);
    }
  });
});

describe('Keys', () => {
  it('that are destroyed leave nothing to open, and are never made again', async () => {
    const { sealing, keeper, ring } = sealingWith();
    const [tenantId, subject] = [randomUUID(), randomUUID()];
    const { a } = await stored(sealing, tenantId, { a: seal(subject, 'x') });
    const at = await keeper.destroySubject(tenantId, subject);
    expect(await keeper.destroySubject(tenantId, subject)).toEqual(at);
    ring.forget(); // as it does by itself after some seconds
    expect((await sealing.plain(tenantId, [a])).map((each) => open(each))).toEqual([undefined]);
    await expect(stored(sealing, tenantId, { a: seal(subject, 'again') })).rejects.toThrow('SUBJECT_ERASED');
    const never = randomUUID();
    await keeper.destroySubject(tenantId, never);
    await expect(stored(sealing, tenantId, { a: seal(never, 'first') })).rejects.toThrow('SUBJECT_ERASED');
  });

  it('are wrapped anew while others go on; nothing is lost and no event is touched', async () => {
    const { sealing, keeper } = sealingWith();
    const tenantId = randomUUID();
    const subjects = Array.from({ length: 40 }, () => randomUUID());
    const before = await stored(sealing, tenantId, {
      all: subjects.map((subject) => seal(subject, subject)),
    });
    const late = Array.from({ length: 40 }, () => randomUUID());
    const [rotated, ...after] = await Promise.all([
      keeper.rotateTenantKey(tenantId),
      ...late.map((subject) => stored(sealingWith().sealing, tenantId, { all: [seal(subject, subject)] })),
    ]);
    expect(rotated).toBeGreaterThanOrEqual(subjects.length);
    const fresh = sealingWith().sealing;
    const values = [before, ...after].flatMap(({ all }) => all);
    expect((await fresh.plain(tenantId, values)).map((each) => open(each))).toEqual([...subjects, ...late]);
    const { rows } = await keeperPool.query<{ generation: number; live: boolean }>(
      'select generation, wrapped is not null as live from keys.tenant_key where tenant_id = $1 order by 1',
      [tenantId],
    );
    expect(rows).toEqual([
      { generation: 1, live: false },
      { generation: 2, live: true },
    ]);
  });

  it('are made with the newest key of the tenant, also by who remembers an older one', async () => {
    const { sealing, keeper } = sealingWith();
    const [tenantId, known, late] = [randomUUID(), randomUUID(), randomUUID()];
    await stored(sealing, tenantId, { a: seal(known, 'x') });
    await keeper.rotateTenantKey(tenantId);
    const { a } = await stored(sealing, tenantId, { a: seal(late, 'y') });
    expect((await sealingWith().sealing.plain(tenantId, [a])).map((each) => open(each))).toEqual(['y']);
    const { rows } = await keeperPool.query<{ generation: number }>(
      'select generation from keys.data_key where tenant_id = $1 and subject_id = $2',
      [tenantId, late],
    );
    expect(rows).toEqual([{ generation: 2 }]);
  });

  it('of a tenant whose master key is away are no matter of others who ask at the same time', async () => {
    const [theirs, usual] = [randomUUID(), randomUUID()];
    const answer = Promise.withResolvers<never>();
    const away = { ...other, wrap: () => answer.promise, unwrap: () => answer.promise };
    const sealing = new Sealing(
      new KeyRing({ pool, masters: [master], ofTenants: new Map([[theirs, away]]) }),
    );
    const seals = (tenantId: string) => stored(sealing, tenantId, { a: seal(randomUUID(), 'x') });
    const waiting = expect(seals(theirs)).rejects.toThrow(KeysUnavailable);
    await seals(usual); // while there is no answer yet
    answer.reject(new KeysUnavailable('away'));
    await waiting;
  });

  it('are wrapped anew by two rotations at once; nothing is lost', async () => {
    const { sealing, keeper: quick } = sealingWith();
    const tenantId = randomUUID();
    const subjects = [randomUUID(), randomUUID()];
    const { all } = await stored(sealing, tenantId, { all: subjects.map((each) => seal(each, each)) });
    // Between the slow one's look at the keys and its writing them, the quick one does all of its own.
    const query = async (text: string, values: unknown[]) => {
      if (text.includes('update keys.data_key d')) await quick.rotateTenantKey(tenantId);
      return keeperPool.query(text, values);
    };
    const overtaken = { query, connect: () => keeperPool.connect() } as unknown as pg.Pool;
    await new KeyKeeper({ pool: overtaken, masters: [master] }).rotateTenantKey(tenantId);
    const fresh = sealingWith().sealing;
    expect((await fresh.plain(tenantId, all)).map((each) => open(each))).toEqual(subjects);
  });

  it('are made together with looking for others, which get none', async () => {
    const { sealing, ring } = sealingWith();
    const [tenantId, known, made, never] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await stored(sealing, tenantId, { a: seal(known, 'x') });
    ring.forget();
    const [written, looked] = await Promise.all([
      ring.keysOf(tenantId, [known, made], true),
      ring.keysOf(tenantId, [never], false),
    ]);
    expect([...written.values()].every((key) => typeof key === 'object')).toBe(true);
    expect(looked.get(never)).toBeUndefined();
    expect(await sealing.withoutKey(tenantId, [known, made, never])).toEqual([never]);
  });

  it('move to another master key, and say so when theirs is missing', async () => {
    const { sealing } = sealingWith(master);
    const [tenantId, subject] = [randomUUID(), randomUUID()];
    const { a } = await stored(sealing, tenantId, { a: seal(subject, 'x') });
    await expect(sealingWith(other).sealing.plain(tenantId, [a])).rejects.toThrow(KeysUnavailable);
    expect(await sealingWith(other, master).keeper.rewrapTenantKeys()).toBeGreaterThan(0);
    expect((await sealingWith(other).sealing.plain(tenantId, [a])).map((each) => open(each))).toEqual(['x']);
    expect(await sealingWith(master, other).keeper.rewrapTenantKeys()).toBeGreaterThan(0);
  });

  it('of a tenant can be held by somebody else: nobody without that master key opens anything of it', async () => {
    const [theirs, usual, subject] = [randomUUID(), randomUUID(), randomUUID()];
    const held = { pool, masters: [master] as const, ofTenants: new Map([[theirs, other]]) };
    const sealing = new Sealing(new KeyRing(held));
    const mine = await stored(sealing, theirs, { a: seal(subject, 'x') });
    const others = await stored(sealing, usual, { a: seal(subject, 'y') });
    const opened = async (by: Sealing, tenantId: string, { a }: { a: Sealed }) =>
      (await by.plain(tenantId, [a])).map((each) => open(each));
    const platform = sealingWith(master).sealing;
    await expect(platform.plain(theirs, [mine.a])).rejects.toThrow(KeysUnavailable);
    expect(await opened(platform, usual, others)).toEqual(['y']);
    // Rotating keeps it with its holder; it moves when it is to be held by another.
    const keeper = new KeyKeeper({ ...held, pool: keeperPool });
    await keeper.rotateTenantKey(theirs);
    await expect(platform.plain(theirs, [mine.a])).rejects.toThrow(KeysUnavailable);
    expect(await opened(new Sealing(new KeyRing(held)), theirs, mine)).toEqual(['x']);
    await sealingWith(master, other).keeper.rewrapTenantKeys();
    expect(await opened(sealingWith(master).sealing, theirs, mine)).toEqual(['x']);
  });

  it('that were never made are told apart from those that were destroyed', async () => {
    const { sealing, keeper } = sealingWith();
    const [tenantId, known, gone, never] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await stored(sealing, tenantId, { a: seal(known, 'x'), b: seal(gone, 'y') });
    await keeper.destroySubject(tenantId, gone);
    expect(await sealing.withoutKey(tenantId, [known, gone, never])).toEqual([never]);
  });

  it('of a tenant that is deleted are all gone', async () => {
    const { sealing, keeper, ring } = sealingWith();
    const [tenantId, subject] = [randomUUID(), randomUUID()];
    const { a } = await stored(sealing, tenantId, { a: seal(subject, 'x') });
    await keeper.destroyTenant(tenantId);
    // Who remembers the tenant's key makes no new one with it.
    await expect(stored(sealing, tenantId, { a: seal(randomUUID(), 'new') })).rejects.toThrow(
      KeysUnavailable,
    );
    ring.forget();
    expect((await sealing.plain(tenantId, [a])).map((each) => open(each))).toEqual([undefined]);
    await expect(stored(sealing, tenantId, { a: seal(randomUUID(), 'new') })).rejects.toThrow(
      KeysUnavailable,
    );
  });

  it('that were lost come back with their backup, and what they seal with them', async () => {
    const { sealing } = sealingWith();
    const [tenantId, subject] = [randomUUID(), randomUUID()];
    const { a } = await stored(sealing, tenantId, { a: seal(subject, 'x') });
    await withClient(keys.db.adminUrl, async (admin) => {
      await admin.query('create table kept as select * from keys.data_key where tenant_id = $1', [tenantId]);
      await admin.query('delete from keys.data_key where tenant_id = $1', [tenantId]);
      expect((await sealingWith().sealing.plain(tenantId, [a])).map((each) => open(each))).toEqual([
        undefined,
      ]);
      await admin.query('insert into keys.data_key select * from kept');
      await admin.query('drop table kept');
    });
    expect((await sealingWith().sealing.plain(tenantId, [a])).map((each) => open(each))).toEqual(['x']);
  });

  it('cannot be read past the functions by the services’ role', async () => {
    for (const statement of [
      'select * from keys.data_key',
      'delete from keys.tenant_key',
      'select keys.tenant_lock(null)',
    ])
      await expect(pool.query(statement)).rejects.toThrow('permission denied');
    await expect(keeperPool.query('delete from keys.data_key')).rejects.toThrow('permission denied');
  });
});
