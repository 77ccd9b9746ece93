import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestDatabase } from '@securebase/testing';
import pg from 'pg';
import { catalogue, contextOf, notesDatabase, writeNote } from '../../test/notes.ts';
import { checkDatabase } from './checks.ts';
import { EventStore } from './event-store.ts';

let db: TestDatabase;
beforeEach(async () => {
  db = await notesDatabase();
});
afterEach(() => db.drop());

/** A database that is dropped ends its idle connections. */
const poolOf = () => new pg.Pool({ connectionString: db.pipelineUrl }).on('error', () => undefined);

const administer = async (...statements: readonly string[]) => {
  const client = new pg.Client(db.adminUrl);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};
const check = async () => {
  const pool = poolOf();
  try {
    await checkDatabase(pool);
  } finally {
    await pool.end();
  }
};

it('lets a log with events start', async () => {
  const pool = poolOf();
  await new EventStore({ pool, catalogue }).append(
    [writeNote(randomUUID(), 'a')],
    contextOf(randomUUID()),
    'h',
  );
  await pool.end();
  await check();
});

describe('a database that would break the order', () => {
  const role = 'securebase_engagements_pipeline';
  it.each<[string, (name: string) => string[]]>([
    ['synchronous_commit', (name) => [`alter role ${role} in database ${name} set synchronous_commit = off`]],
    [
      'isolation',
      (name) => [
        `alter role ${role} in database ${name} set default_transaction_isolation = 'repeatable read'`,
      ],
    ],
    ['CACHE', () => ['alter sequence log.pos cache 20']],
    ['cycle', () => ['alter sequence log.pos cycle']],
    ['unlogged', () => ['alter sequence log.pos set unlogged']],
    ['behind', () => ["insert into log.checkpoint (name, pos) values ('relay', 1000000)"]],
    ['event_floor', () => ['alter table log.event disable trigger event_floor']],
    ['past its functions', () => [`grant insert on log.event to ${role}`]],
  ])('is refused at start, with what to change: %s', async (word, statements) => {
    await administer(...statements(db.name));
    await expect(check()).rejects.toThrow(new RegExp(word));
  });
});

describe('the roles', () => {
  const asRole = async (url: string, text: string) => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query(text)).rowCount;
    } finally {
      await client.end();
    }
  };
  const insert = `insert into log.event (tenant_id, stream, version, id, type, schema_version, data, meta, at)
    values (gen_random_uuid(), 'x', 1, gen_random_uuid(), 'x', 1, '{}', '{}', now())`;

  it.each([
    ['api', insert],
    ['api', 'select * from log.event'],
    ['api', 'select * from log.read_after(0, 10)'],
    ['api', 'select log.horizon()'],
    ['pipeline', insert],
    ['pipeline', 'delete from log.event'],
    ['pipeline', "select setval('log.pos', 1)"],
    ['pipeline', "update log.event set data = '{}'"],
  ])('%s may not: %s', async (role, text) => {
    await expect(asRole(role === 'api' ? db.apiUrl : db.pipelineUrl, text)).rejects.toThrow(
      /permission denied/,
    );
  });

  it('nobody changes what is written, not even the owner', async () => {
    await expect(asRole(db.ownerUrl, 'delete from log.event')).rejects.toThrow(/append-only/);
  });
});
