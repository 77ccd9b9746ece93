// What a crash of PostgreSQL does to positions that were handed out and never flushed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  createDatabase,
  type Postgres,
  removePostgres,
  startPostgres,
  withClient,
} from '@securebase/testing';
import { appendOne, Reader, Session } from '../../test/sessions.ts';
import { migrate } from '../database/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'securebase-crash-'));
let postgres: Postgres;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres({ folder });
  const database = await createDatabase(postgres.url, 'engagements');
  url = database.ownerUrl;
  await migrate({ url, service: 'engagements', folders: [join(import.meta.dirname, '../../sql')] });
  await withClient(postgres.url, (client) => client.query("alter system set wal_writer_delay = '10s'"));
});
afterAll(async () => {
  await postgres.stop();
  removePostgres(folder);
  rmSync(folder, { recursive: true, force: true });
});

/** A position is handed out and rolled back, the server is killed before that reaches the disk, and one event follows. */
const crash = async () => {
  await withClient(postgres.url, (client) => client.query('select pg_reload_conf()'));
  const before = await new Session(url).open();
  const reader = new Reader(before);
  await appendOne(before);
  await reader.read();
  await withClient(postgres.url, (client) => client.query('checkpoint'));
  await before.run('begin');
  await appendOne(before);
  await before.run('rollback');
  const [horizon] = await before.run<{ horizon: string }>('select log.horizon() as horizon');
  const kept = Number(horizon?.horizon);
  await postgres.stop('SIGQUIT'); // immediate: nothing more is flushed
  await before.close().catch(() => undefined);
  postgres = await startPostgres({ folder, port: postgres.port });
  const after = await new Session(url).open();
  await appendOne(after);
  const rowsAfter = (position: number) =>
    after.run<{ pos: string }>('select pos from log.read_after($1, 10)', [position]);
  const found = { delivered: (await rowsAfter(reader.last)).length, horizon: (await rowsAfter(kept)).length };
  await after.close();
  return found;
};

it('loses an event for a reader that keeps the horizon outside the database, and none for one that keeps what was delivered', async () => {
  // A position that was handed out and never flushed is handed out again: who has passed it never looks back.
  expect(await crash()).toEqual({ delivered: 1, horizon: 0 });
});
