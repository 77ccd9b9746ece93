import type pg from 'pg';
import { type AnyProjection } from '../projections/table.ts';

export interface Shadow {
  /** Names its checkpoint and offsets. */
  readonly name: string;
  readonly table: string;
}

/** Makes the table beside the old one; one that is there already, of an interrupted rebuild, is gone on with. */
export const makeShadow = async (pool: pg.Pool, { name, table }: AnyProjection): Promise<Shadow> => {
  const shadow = { name: `${name}:next`, table: `${table}__next` };
  await pool.query(`create table if not exists "${shadow.table}" (like "${table}" including all)`);
  await pool.query('insert into log.checkpoint (name) values ($1) on conflict do nothing', [shadow.name]);
  return shadow;
};

export const roundOff = async (client: pg.ClientBase): Promise<void> => {
  await client.query("set local lock_timeout = '30s'");
};

/** Over the content of a table, whatever the order of its rows. */
export const checksumOf = async (
  client: pg.ClientBase,
  table: string,
): Promise<{ rows: number; sum: string }> => {
  const { rows } = await client.query<{ rows: string; sum: string }>(
    `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum from "${table}" t`,
  );
  return { rows: Number(rows[0]?.rows ?? 0), sum: rows[0]?.sum ?? '' };
};

const grantsOf = `
  select format('grant %s on %I to %I', privilege_type, $2::text, grantee) as statement
  from information_schema.role_table_grants where table_schema = 'public' and table_name = $1`;

/** The new table takes the old one's place, its rights, and what was parked while it was built. */
export const swap = async (
  client: pg.ClientBase,
  { name, table }: AnyProjection,
  shadow: Shadow,
): Promise<void> => {
  const { rows } = await client.query<{ statement: string }>(grantsOf, [table, shadow.table]);
  for (const { statement } of rows) await client.query(statement);
  await client.query(`drop table "${table}"`);
  await client.query(`alter table "${shadow.table}" rename to "${table}"`);
  await client.query('delete from log.parked where projection = $1', [name]);
  await client.query('update log.parked set projection = $1 where projection = $2', [name, shadow.name]);
  await client.query('delete from log.checkpoint where name = $1', [shadow.name]);
  await client.query('delete from log.topic_offset where projection = $1', [shadow.name]);
  await client.query('delete from log.stream_seen where projection = $1', [shadow.name]);
};
