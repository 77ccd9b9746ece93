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
/** A session of the API. */
let api: pg.Pool;
let store: EventStore;
/** Of the stream that is appended to. */
let version = 0;
beforeEach(async () => {
  db = await notesDatabase();
  // One session each.
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 1 });
  api = new pg.Pool({ connectionString: db.apiUrl, max: 1 });
  for (const each of [pool, api]) each.on('error', () => undefined);
  store = new EventStore({ pool, catalogue });
  version = 0;
  await store.append([write(newStream(), 'NONE')], again, 'h');
  await fill(few);
});
afterEach(async () => {
  await Promise.all([pool.end(), api.end()]);
  await db.drop();
});

const write = (stream: string, expected: Expected, events = 1): Write => ({
  stream,
  expected,
  events: Array.from({ length: events }, () => ({ type: 'NoteWritten', data: { text: 'x' } })),
});
const newStream = () => `note-${randomUUID()}`;
const append = (...writes: Write[]) => store.append(writes, contextOf(tenantId), 'h');

/** Rows of the log, and of how far models are, that the session read since it last told Postgres, by an index or not. */
const readSoFar = async (session: pg.Pool): Promise<number> => {
  const { rows } = await session.query<{ read: number }>(
    `select sum(seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables
      where schemaname = 'log' and relname in ('event', 'stream_seen')`,
  );
  return rows[0]?.read ?? Number.NaN;
};
/** How many of them a piece of work reads. */
const readBy = async (work: () => Promise<unknown>, session: pg.Pool): Promise<number> => {
  await session.query('begin'); // within it nothing is told
  const before = await readSoFar(session);
  await work();
  const after = await readSoFar(session);
  await session.query('commit');
  return after - before;
};

const known = newStream();
const again = { ...contextOf(tenantId), commandId: randomUUID() };
type Works = readonly (readonly [what: string, work: () => Promise<unknown>, session?: () => pg.Pool])[];
/** In functions, which never read all. */
const guarded: Works = [
  ['an event is appended', () => append(write(known, version++))],
  [
    'events of several streams are appended',
    () => append(write(newStream(), 'NONE', 2), write(newStream(), 'NONE', 2)),
  ],
  [
    'a message is looked for among those that were taken',
    () => pool.query({ name: 'seen', text: `select log.seen('a', '{${tenantId}}', '{${known}}')` }),
  ],
  [
    'a reader asks how far models are',
    () =>
      api.query({
        name: 'models',
        text: `select log.models_seen('{a}', '${tenantId}', '{${known}}', '{1}')`,
      }),
    () => api,
  ],
  [
    'the place of a command is asked for',
    () => pool.query({ name: 'place', text: `select log.position_of('${tenantId}', '{${known}}', '{1}')` }),
  ],
];
const ways: Works = [
  ...guarded,
  ['an event is appended to whatever is there', () => append(write(known, (version++, 'ANY')))],
  ['a stream is read', () => store.readStream(tenantId, known, Math.max(0, version - 2))],
  ['a command is known again', () => store.append([write(known, 'ANY')], again, 'h')],
  ['streams are asked for', () => store.existing(tenantId, [known, newStream()])],
  ['their last events are asked for', () => store.lastOf(tenantId, [newStream()], ['NoteWritten'])],
];
const fill = async (streams: number) => {
  const writes = Array.from({ length: streams }, () => write(newStream(), 'NONE'));
  await append(...writes);
  await pool.query(
    `insert into log.stream_seen (projection, tenant_id, stream, version) select 'a', $1, unnest($2::text[]), 1`,
    [tenantId, writes.map(({ stream }) => stream)],
  );
};

/** Lets the session plan, lets the tables grow, and looks how much of them each piece of work reads then. */
const expectLittle = async (works: Works) => {
  for (let times = 0; times < 8; times++) for (const [, work] of works) await work();
  await fill(many);
  const read = new Map<string, number>();
  for (const [what, work, session = () => pool] of works) read.set(what, await readBy(work, session()));
  expect([...read].filter(([, rows]) => !(rows < 50))).toEqual([]);
};

it('When the log has grown since the session made its plans, nothing reads all of it', () =>
  expectLittle(ways));

it('nor do functions, when there were statistics of a few pages', async () => {
  await withClient(db.adminUrl, (admin) => admin.query('vacuum analyze log.event, log.stream_seen'));
  await expectLittle(guarded);
});
