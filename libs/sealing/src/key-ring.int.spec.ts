import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testKeys, type TestKeys, withClient } from '@securebase/testing';
import pg from 'pg';
import { KeyRing, localMasterKey, type MasterKey } from './index.ts';

const folder = join(import.meta.dirname, '../sql');
const sql = readdirSync(folder)
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');
const tenantId = randomUUID();
const many = 5_000;

let keys: TestKeys;
let client: pg.Client;
beforeAll(async () => {
  keys = await testKeys(({ url }) =>
    withClient(url, (admin) => admin.query(`set securebase.roles = 'securebase_keys';\n${sql}`)),
  );
  client = new pg.Client({ connectionString: keys.db.apiUrl });
  await client.connect();
  await client.query('select keys.begin_tenant($1, $2, $3)', [tenantId, 'local', randomBytes(32)]);
});
afterAll(async () => {
  await client.end();
  await keys.db.drop();
});

const newSubjects = (count: number) => Array.from({ length: count }, () => randomUUID());
const take = async (subjects: readonly string[]) => {
  const wrapped = subjects.map(() => randomBytes(60));
  const { rows } = await client.query<{ subject_id: string }>('select * from keys.take($1, 1, $2, $3)', [
    tenantId,
    subjects,
    wrapped,
  ]);
  return rows.map(({ subject_id: id }) => id);
};
const find = async (subjects: readonly string[]) =>
  (await client.query('select * from keys.find($1, $2)', [tenantId, subjects])).rows.length;

/** Rows of data keys that this session read since it last told Postgres, by an index or not. */
const lookedAt = async (): Promise<number> => {
  const { rows } = await client.query<{ read: number }>(
    `select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables
      where schemaname = 'keys' and relname = 'data_key'`,
  );
  return rows[0]?.read ?? Number.NaN;
};
/** How many of them a piece of work looked at. */
const lookedAtBy = async (work: () => Promise<unknown>): Promise<number> => {
  await client.query('begin'); // within it nothing is told
  await find([]);
  const before = await lookedAt();
  await work();
  const after = await lookedAt();
  await client.query('commit');
  return after - before;
};

describe('The keys of a few people among many', () => {
  it('are found, and made, by looking at theirs alone, whatever the planner last knew of the table', async () => {
    const [first] = await take(newSubjects(1));
    await withClient(keys.db.adminUrl, (admin) => admin.query('analyze keys.data_key')); // of one row: worth no index
    for (let plans = 0; plans < 8; plans++) {
      await take(newSubjects(1)); // a session keeps the plans of its first calls
      await find([first ?? '']);
    }
    await take(newSubjects(many));
    const few = newSubjects(3);
    expect(await lookedAtBy(() => take(few))).toBeLessThan(20);
    expect(await lookedAtBy(() => find(few))).toBeLessThan(20);
    expect(await find([...few, randomUUID()])).toBe(3);
    expect((await take([...few, ...few.slice(1)])).sort()).toEqual([...few].sort());
  });
});

it('A key is used for as long as it may be from when it was asked for, however slow the master key is', async () => {
  const keptFor = 200;
  const pool = new pg.Pool({ connectionString: keys.db.apiUrl, max: 2 });
  const master = localMasterKey(randomBytes(32).toString('base64url'));
  let slow = false;
  const later = async () => {
    const end = performance.now() + keptFor;
    while (performance.now() <= end) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const far: MasterKey = {
    ...master,
    unwrap: async (...given) => {
      if (slow) await later();
      return master.unwrap(...given);
    },
  };
  const [tenant, subject] = [randomUUID(), randomUUID()];
  try {
    const ring = new KeyRing({ pool, masters: [far], keptFor });
    await ring.keysOf(tenant, [subject], true);
    ring.forget();
    slow = true;
    expect((await ring.keysOf(tenant, [subject], false)).get(subject)).toBeDefined();
    expect(ring.atHand(tenant, subject)).toBeUndefined();
    slow = false;
    await ring.keysOf(tenant, [subject], false);
    expect(ring.atHand(tenant, subject)).toBeDefined();
  } finally {
    await pool.end();
  }
});
