import type pg from 'pg';
import { type AnyProjection, tableNamesOf } from '../projections/table.ts';

/** The table that is built beside another. */
export const shadowOf = (table: string): string => `${table}__next`;

/** Another rebuild of the same read model is under way. */
export class RebuildUnderWay extends Error {
  readonly code = 'REBUILD_UNDER_WAY';
  constructor(projection: string) {
    super(`${projection} is being rebuilt already.`);
  }
}

const lock = `select pg_try_advisory_lock(hashtext('securebase-rebuild'), hashtext($1)) as ours`;

/** Holds off other rebuilds of the read models until the connection is given back. @throws RebuildUnderWay */
export const alone = async <T>(
  pool: pg.Pool,
  projections: readonly AnyProjection[],
  work: () => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  try {
    for (const { name } of projections) {
      const { rows } = await client.query<{ ours: boolean }>(lock, [name]);
      if (rows[0]?.ours !== true) throw new RebuildUnderWay(name);
    }
    return await work();
  } finally {
    // Given back before anybody hears of the end: the server notices a closed connection only some time later.
    await client.query('select pg_advisory_unlock_all()').catch(() => undefined);
    client.release(true); // where the connection was lost, the locks go with it
  }
};

const shape = `
  select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum) as columns
    from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`;

const shapeOf = async (pool: pg.Pool, table: string) => {
  const { rows } = await pool.query<{ columns: string | null }>(shape, [`"${table}"`]);
  return rows[0]?.columns;
};

/** Enough to notice that the read model's own code changed since an interrupted rebuild. */
const codeOf = ({ rowIds, blank, on, derived }: AnyProjection): string =>
  JSON.stringify([rowIds, blank, on, derived], (_, value: unknown) =>
    typeof value === 'function' ? value.toString() : value,
  );

const forget = [
  'delete from log.checkpoint where name = $1',
  'delete from log.topic_offset where projection = $1',
  'delete from log.stream_seen where projection = $1',
];

/** Of what has to be unique the index stays. */
const dropIndexes = async (pool: pg.Pool, table: string): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index where indrelid = to_regclass($1) and not indisunique`,
    [`"${table}"`],
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
};

export interface Shadow {
  /** Names the new model's checkpoint and offsets. */
  readonly name: string;
  /** Nothing of it is there yet. */
  readonly isEmpty: boolean;
}

/**
 * Makes the tables beside the old ones. Those that are there already, of an interrupted rebuild, are gone on with, unless the
 * read model has changed since: its columns or its code.
 * Their indexes are made later, when the rows are there: all at once costs less than one by one.
 */
export const makeShadow = async (pool: pg.Pool, projection: AnyProjection): Promise<Shadow> => {
  const { table } = projection;
  const name = `${projection.name}:next`;
  const { rows } = await pool.query<{ digest: string; begun: string | null }>(
    `select md5($1) as digest, obj_description(to_regclass($2), 'pg_class') as begun`,
    [codeOf(projection), `"${shadowOf(table)}"`],
  );
  const digest = rows[0]?.digest ?? '';
  const tables = tableNamesOf(projection);
  let goesOn = rows[0]?.begun === digest;
  for (const each of tables) goesOn &&= (await shapeOf(pool, shadowOf(each))) === (await shapeOf(pool, each));
  if (!goesOn) {
    for (const statement of [...forget, 'delete from log.parked where projection = $1'])
      await pool.query(statement, [name]);
    for (const each of tables) {
      await pool.query(`drop table if exists "${shadowOf(each)}"`);
      await pool.query(`create table "${shadowOf(each)}" (like "${each}" including all)`);
      await dropIndexes(pool, shadowOf(each));
    }
    await pool.query(`comment on table "${shadowOf(table)}" is '${digest}'`);
  }
  await pool.query('insert into log.checkpoint (name) values ($1) on conflict do nothing', [name]);
  return { name, isEmpty: !goesOn };
};

/** Makes the indexes that the tables beside the old ones do not have yet, and lets Postgres look at what they hold. */
export const makeIndexes = async (pool: pg.Pool, projection: AnyProjection): Promise<void> => {
  for (const table of tableNamesOf(projection)) {
    const indexes = async (of: string) => (await pool.query<Index>(indexesOf, [of])).rows;
    const made = (await indexes(shadowOf(table))).map(({ what }) => what);
    for (const { what } of await indexes(table)) {
      const already = made.indexOf(what);
      if (already === -1)
        await pool.query(`create index on "${shadowOf(table)}" using ${what.replace('CREATE ', '')}`);
      else made.splice(already, 1);
    }
    await pool.query(`analyze "${shadowOf(table)}"`);
  }
};

export const boundWaiting = async (client: pg.ClientBase): Promise<void> => {
  await client.query("set local lock_timeout = '30s'");
};

/** Over the content of a table, whatever the order of its rows. */
export const checksumOf = async (
  client: pg.ClientBase,
  table: string,
): Promise<{ rows: number; sum: string }> => {
  const { rows } = await client.query<{ rows: string; sum: string }>(
    `select count(*) as rows, coalesce(sum(hash_record_extended(t, 0)), 0)::text as sum from "${table}" t`,
  );
  return { rows: Number(rows[0]?.rows ?? 0), sum: rows[0]?.sum ?? '' };
};

/** What a table has beside its columns and indexes, as the statements that give it to another. */
const belongingsOf = `
  select format('grant %s on %I to %I', privilege_type, $2::text, grantee) as statement
    from information_schema.role_table_grants where table_schema = 'public' and table_name = $1
  union all
  select format('alter table %I enable row level security', $2) from pg_class
   where oid = to_regclass(quote_ident($1)) and relrowsecurity
  union all
  select format('alter table %I force row level security', $2) from pg_class
   where oid = to_regclass(quote_ident($1)) and relforcerowsecurity
  union all
  select format('create policy %I on %I as %s for %s to %s%s%s', policyname, $2, permissive, cmd,
           (select string_agg(case when r = 'public' then r else quote_ident(r) end, ', ') from unnest(roles) r),
           ' using (' || qual || ')', ' with check (' || with_check || ')')
    from pg_policies where schemaname = 'public' and tablename = $1
  union all
  select format('comment on table %I is %L', $2, obj_description(to_regclass(quote_ident($1)), 'pg_class'))`;

/** The indexes of both tables, paired by what they index. */
const indexesOf = `
  select indexname as name, regexp_replace(indexdef, ' INDEX .* USING ', ' ') as what
    from pg_indexes where schemaname = 'public' and tablename = $1 order by what, name`;

interface Index {
  readonly name: string;
  readonly what: string;
}

/** The new table takes the old one's place, its rights and names. */
const swapTable = async (client: pg.ClientBase, table: string): Promise<void> => {
  const next = shadowOf(table);
  const { rows: belongings } = await client.query<{ statement: string | null }>(belongingsOf, [table, next]);
  const { rows: before } = await client.query<Index>(indexesOf, [table]);
  const { rows: after } = await client.query<Index>(indexesOf, [next]);
  for (const { statement } of belongings) if (statement !== null) await client.query(statement);
  await client.query(`drop table "${table}"`);
  await client.query(`alter table "${next}" rename to "${table}"`);
  for (const [index, made] of after.entries()) {
    const like = before[index];
    if (like?.what === made.what && like.name !== made.name)
      await client.query(`alter index "${made.name}" rename to "${like.name}"`);
  }
};

/** The new tables take the places of the old ones, with what was parked while they were built. */
export const swap = async (client: pg.ClientBase, projection: AnyProjection, next: string): Promise<void> => {
  for (const table of tableNamesOf(projection)) await swapTable(client, table);
  await client.query('delete from log.parked where projection = $1', [projection.name]);
  await client.query('update log.parked set projection = $1 where projection = $2', [projection.name, next]);
  for (const statement of forget) await client.query(statement, [next]);
};
