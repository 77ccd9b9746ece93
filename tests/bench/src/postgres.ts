import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removePostgres, startPostgres, withClient } from '@securebase/embedded';

/** Beside the product's data, on the same disk: a memory-backed /tmp would make durability cheap. */
const home = join(import.meta.dirname, '..', '..', '..', '.local', 'bench');

const durability = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'server_version',
  'shared_buffers',
  'max_connections',
];

/** What the Postgres at this address promises about its commits. */
export const settingsOf = (url: string): Promise<Record<string, string>> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1)',
      [durability],
    );
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  });

/** A Postgres of the benchmark's own, removed afterwards; durable as the product's. */
export const withPostgres = async <T>(work: (adminUrl: string) => Promise<T>): Promise<T> => {
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'postgres-'));
  const server = await startPostgres({ folder });
  try {
    const { fsync, synchronous_commit } = await settingsOf(server.url);
    if (fsync !== 'on' || synchronous_commit !== 'on')
      throw new Error('Commits are not durable: what is measured would mean nothing.');
    return await work(server.url);
  } finally {
    await server.stop();
    removePostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  }
};
