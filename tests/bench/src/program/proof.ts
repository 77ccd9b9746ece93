import { isDeepStrictEqual } from 'node:util';
import { demoTenant, type ServiceDatabase, withClient } from '@securebase/embedded';
import { isEncrypted, isSealed, type Sealed } from '@securebase/domain-kit';
import { eachSealed, type Sealing, withSealed } from '@securebase/sealing';
import type pg from 'pg';
import { targetsOf } from './lines.ts';
import { placeOf } from './memory-side.ts';
import { type Service } from './service.ts';

type Row = Readonly<Record<string, unknown>>;

/** Postgres writes one instant in several ways; the rows of both sides come the same way. */
const rowsOf = async (client: pg.Client, table: string): Promise<Row[]> => {
  const { rows } = await client.query<{ row: Row }>(`select to_jsonb(t) as row from "${table}" t`);
  return rows.map(({ row }) => row);
};

/** Each sealed value opened: two encryptions of the same are never the same. */
const opened = async (sealing: Sealing, rows: readonly Row[]): Promise<Row[]> => {
  const values: Sealed[] = [];
  for (const row of rows)
    eachSealed(row, (sealed) => {
      if (isEncrypted(sealed.value)) values.push(sealed);
    });
  const plain = await sealing.plain(demoTenant, values);
  if (plain.some(({ value }) => value === '')) throw new Error('A sealed value of a read model has no key.');
  let next = 0;
  return rows.map(
    (row) =>
      withSealed(row, (sealed) => {
        const one = isEncrypted(sealed.value) ? plain[next++] : sealed;
        return { subject: sealed.subject, value: one?.value ?? '', at: sealed.at ?? '' };
      }) as Row,
  );
};

/** Ids of the log’s events as the generator has them. */
const renaming = async (client: pg.Client, ids: ReadonlyMap<string, string>) => {
  const { rows } = await client.query<{ id: string; stream: string; version: number }>(
    'select id, stream, version from log.event',
  );
  const names = new Map(rows.map((row) => [row.id, ids.get(placeOf(row)) ?? row.id]));
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(rename);
    if (isSealed(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rename(each)]));
  };
  return rename as (row: Row) => Row;
};

const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [String(row['id']), row]));

/** What differs, by column: no values, which may be anybody’s. */
const differenceOf = (one: Row, other: Row): string =>
  Object.keys({ ...one, ...other })
    .filter((column) => !isDeepStrictEqual(one[column], other[column]))
    .join(', ');

/**
 * Compares the rows that were projected with those that the generator made, value by value: events by the ids that the
 * generator gives them, sealed values opened. Returns how many rows are the same, by table.
 * @throws Error naming table, row and columns where they are not
 */
export const proveEqual = (
  { models, database, sealing }: Service,
  made: ServiceDatabase,
  ids: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, number>>> =>
  withClient(database.adminUrl, (projected) =>
    withClient(made.adminUrl, async (generated) => {
      const rename = await renaming(projected, ids);
      const same: Record<string, number> = {};
      for (const table of (await targetsOf(database.adminUrl, models)).keys()) {
        const wanted = byId(await opened(sealing, (await rowsOf(projected, table)).map(rename)));
        const found = byId(await opened(sealing, await rowsOf(generated, table)));
        if (wanted.size !== found.size)
          throw new Error(`${table}: ${wanted.size} rows were projected, ${found.size} generated.`);
        for (const [id, row] of wanted) {
          const other = found.get(id);
          if (!other) throw new Error(`${table}: the generator has no row ${id}.`);
          const different = differenceOf(row, other);
          if (different !== '') throw new Error(`${table}, row ${id}: ${different} differ.`);
        }
        if (wanted.size > 0) same[table] = wanted.size;
      }
      return same;
    }),
  );
