// A session keeps the plans that it made while the log was small. None of them may look at the whole log when it has grown.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type TestDatabase, withClient } from '@securebase/testing';
import pg from 'pg';
import { catalogue, contextOf, notesDatabase } from '../../test/notes.ts';
import { EventStore } from './event-store.ts';
import { type Expected, type Write } from './writes.ts';

const tenantId = randomUUID();
const few = 40;
const many = 4_000;

let db: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
/** Of the stream that is appended to. */
let version = 0;
beforeEach(async () => {
  db = await notesDatabase();
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 1 }); // one session
  pool.on('error', () => undefined);
  store = new EventStore({ pool, catalogue });
  version = 0;
  await store.append([write(newStream(), 'NONE')], again, 'h');
  await fill(few);
});
afterEach(async () => {
  await pool.end();
  await db.drop();
});

const write = (stream: string, expected: Expected, events = 1): Write => ({
  stream,
  expected,
  events: Array.from({ length: events }, () => ({ type: 'NoteWritten', data: { text: 'x' } })),
});
const newStream = () => `note-${randomUUID()}`;
const append = (...writes: Write[]) => store.append(writes, contextOf(tenantId), 'h');

/** Rows of the log, and entries of its indexes, that the session looked at since it last told Postgres. */
const lookedAt = async (): Promise<number> => {
  const { rows } = await pool.query<{ read: number }>(
    `select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables
      where schemaname = 'log' and relname = 'event'`,
  );
  return rows[0]?.read ?? Number.NaN;
};
/** How many of them a piece of work looked at. */
const lookedAtBy = async (work: () => Promise<unknown>): Promise<number> => {
  await pool.query('begin'); // within it nothing is told
  const before = await lookedAt();
  await work();
  const after = await lookedAt();
  await pool.query('commit');
  return after - before;
};

const known = newStream();
const again = { ...contextOf(tenantId), commandId: randomUUID() };
const appends: readonly (readonly [what: string, work: () => Promise<unknown>])[] = [
  ['an event is appended', () => append(write(known, version++))],
  [
    'events of several streams are appended',
    () => append(write(newStream(), 'NONE', 2), write(newStream(), 'NONE', 2)),
  ],
];
const ways: typeof appends = [
  ...appends,
  ['an event is appended to whatever is there', () => append(write(known, (version++, 'ANY')))],
  ['a stream is read', () => store.readStream(tenantId, known, Math.max(0, version - 2))],
  ['a command is known again', () => store.append([write(known, 'ANY')], again, 'h')],
  ['streams are asked for', () => store.existing(tenantId, [known, newStream()])],
  ['their last events are asked for', () => store.lastOf(tenantId, [newStream()], ['NoteWritten'])],
];
const fill = (streams: number) =>
  append(...Array.from({ length: streams }, () => write(newStream(), 'NONE')));

/** Lets the session plan, lets the log grow, and looks how much of it each piece of work reads then. */
const expectLittle = async (works: typeof ways) => {
  for (let times = 0; times < 8; times++) for (const [, work] of works) await work();
  await fill(many);
  const read = new Map<string, number>();
  for (const [what, work] of works) read.set(what, await lookedAtBy(work));
  expect([...read].filter(([, rows]) => !(rows < 50))).toEqual([]);
};

it('In a log that has grown since the session made its plans nothing looks at all of it', () =>
  expectLittle(ways));

it('nor does an append when there were statistics of a few pages', async () => {
  await withClient(db.adminUrl, (admin) => admin.query('vacuum analyze log.event'));
  await expectLittle(appends);
});

it('Statistics are not made of a few pages', async () => {
  const { rows } = await pool.query<{ reloptions: string[] }>(
    `select reloptions from pg_class where oid = 'log.event'::regclass`,
  );
  expect(rows[0]?.reloptions).toContain('autovacuum_analyze_threshold=1000');
});
