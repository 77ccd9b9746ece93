// A connection that ends while an append is on its way: nobody knows whether it was carried out, and it must happen once.
import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@securebase/testing';
import pg from 'pg';
import { catalogue, contextOf, notesDatabase } from '../../test/notes.ts';
import { EventStore } from './event-store.ts';

let db: TestDatabase;
let admin: pg.Client;
let pool: pg.Pool;
const tenant = randomUUID();

beforeAll(async () => {
  db = await notesDatabase();
  admin = new pg.Client(db.adminUrl);
  await admin.connect();
  pool = new pg.Pool({ connectionString: db.pipelineUrl, max: 4 });
  pool.on('error', () => undefined);
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await db.drop();
});

const events = [{ type: 'NoteWritten', data: { text: 'x' } }];

it('before it was carried out, it is sent again', async () => {
  const store = new EventStore({ pool, catalogue });
  const stream = `note-${randomUUID()}`;
  await admin.query('begin; lock table log.event in share mode'); // the append waits for it
  const appending = store.append([{ stream, expected: 'NONE', events }], contextOf(tenant), 'h');
  const waiting = await eventually(async () => {
    const { rows } = await admin.query<{ pid: number }>(
      // Of this database only: the server is shared with tests whose sessions wait for locks too.
      `select l.pid from pg_locks l join pg_database d on d.oid = l.database
        where not l.granted and d.datname = current_database() and l.pid <> pg_backend_pid()`,
    );
    if (!rows[0]) throw new Error('The append has not come to the lock.');
    return rows[0].pid;
  });
  await admin.query('select pg_terminate_backend($1)', [waiting]);
  await admin.query('commit');
  await expect(appending).resolves.toMatchObject({ heads: [{ stream, version: 1 }] });
  expect((await store.readStream(tenant, stream)).version).toBe(1);
});

/** Stands between the store and Postgres; once armed, it ends the connection instead of passing the next answer on. */
const proxyTo = async (url: URL) => {
  const state = { armed: false };
  const server = createServer((client) => {
    const upstream = connect(Number(url.port), url.hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (state.armed) end();
      else client.write(data);
      state.armed = false;
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return { state, url: through.href, close: () => server.close() };
};

it('after it was carried out, its first result is found', async () => {
  const proxy = await proxyTo(new URL(db.pipelineUrl));
  const own = new pg.Pool({ connectionString: proxy.url, max: 1 });
  own.on('error', () => undefined);
  const store = new EventStore({ pool: own, catalogue });
  const stream = `note-${randomUUID()}`;
  await store.append([{ stream, expected: 'NONE', events }], contextOf(tenant), 'h');
  proxy.state.armed = true;
  const second = await store.append([{ stream, expected: 1, events }], contextOf(tenant), 'h');
  expect(proxy.state.armed).toBe(false);
  expect(second).toMatchObject({ heads: [{ stream, version: 2 }], replayed: true });
  expect((await store.readStream(tenant, stream)).version).toBe(2);
  await own.end();
  proxy.close();
});
