// Backups of the database of keys, as an administrator would make and restore them.
import { keysDatabase } from '@securebase/embedded';
import { type Platform } from '@securebase/infra/platform';
import { withDatabase } from '../read-log.ts';

const tables = ['tenant_key', 'data_key'] as const;
export type Backup = Readonly<Record<(typeof tables)[number], string>>;

const adminOf = ({ databases }: Platform): string => databases[keysDatabase]?.adminUrl ?? '';

export const backUp = (platform: Platform): Promise<Backup> =>
  withDatabase(adminOf(platform), async (client) => {
    const all = async (table: string) => {
      const { rows } = await client.query<{ rows: string }>(
        `select coalesce(jsonb_agg(t), '[]')::text as rows from keys.${table} t`,
      );
      return rows[0]?.rows ?? '[]';
    };
    return { tenant_key: await all('tenant_key'), data_key: await all('data_key') };
  });

/** As if the database were made anew. */
export const lose = (platform: Platform): Promise<unknown> =>
  withDatabase(adminOf(platform), (client) => client.query('truncate keys.tenant_key, keys.data_key'));

export const restore = (platform: Platform, backup: Backup): Promise<void> =>
  withDatabase(adminOf(platform), async (client) => {
    await client.query('begin; truncate keys.tenant_key, keys.data_key');
    for (const table of tables)
      await client.query(
        `insert into keys.${table} select * from jsonb_populate_recordset(null::keys.${table}, $1::jsonb)`,
        [backup[table]],
      );
    await client.query('commit');
  });

/** Whose keys are there and can open something. */
export const liveKeys = (platform: Platform): Promise<Set<string>> =>
  withDatabase(adminOf(platform), async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select subject_id as id from keys.data_key where wrapped is not null',
    );
    return new Set(rows.map(({ id }) => id));
  });
