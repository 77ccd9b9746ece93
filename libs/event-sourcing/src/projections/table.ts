import { type AnyDerived, type Projection, type Recorded } from '@securebase/domain-kit';
import { type Sealing } from '@securebase/sealing';
import type pg from 'pg';
import { copyLine, copyRows } from './copy.ts';

// The kit's types are as wide as they can be here: a runner knows nothing of the rows that it moves.
export type Row = Record<string, unknown>;
export type AnyProjection = Projection<never, Row> & {
  /** How one that looks inside sealed values gets them open. */
  readonly opener?: (events: readonly Recorded[]) => Promise<readonly Recorded[]>;
};

/** A read model with what it needs to look inside sealed values, if it does. */
export const openedBy = (projection: AnyProjection, sealing: Sealing | undefined): AnyProjection =>
  projection.opens && sealing
    ? { ...projection, opener: (events) => sealing.openEvents(events) }
    : projection;

/** `startsOn` → `starts_on`. */
export const columnOf = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export interface RowKey {
  readonly tenantId: string;
  readonly id: string;
}

export type RowAt = RowKey & { readonly row: Row };

/** In a transaction, or by itself. */
export type Asked = pg.ClientBase | pg.Pool;

/** How the rows of a read model are read and written: the whole batch in one statement each. */
export interface Table {
  load(on: Asked, keys: readonly RowKey[]): Promise<Map<string, Row>>;
  upsert(on: Asked, rows: readonly RowAt[]): Promise<void>;
  remove(on: Asked, keys: readonly RowKey[]): Promise<void>;
  /** Of what is made of its rows, in the order in which the projection names it. */
  readonly derived: readonly Table[];
  /** Of a table that holds rows back: writes them, with those of `derived`. */
  readonly flush?: (client: pg.ClientBase) => Promise<void>;
  /** What was written last is not there any more. */
  readonly forget?: () => void;
}

/** One that is written to at once. */
export interface Written extends Table {
  readonly derived: readonly Written[];
  /** Rows that are not there yet, of a table without row-level security. */
  insert(client: pg.ClientBase, rows: readonly RowAt[]): Promise<void>;
}

export const mapKeyOf = ({ tenantId, id }: RowKey): string => `${tenantId}/${id}`;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const typesOf = `
  select attname as name, format_type(atttypid, atttypmod) as type
  from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`;

/** A projection's table does not have the columns of its rows. */
export class TableDiffers extends Error {
  readonly code = 'TABLE_DIFFERS';
}

type HasTable = Pick<AnyProjection, 'table' | 'blank'> & {
  readonly derived?: readonly AnyDerived<never>[];
};

/** The names of all tables of a read model: its own first, then those that are made of its rows. */
export const tableNamesOf = ({ table, derived = [] }: HasTable): readonly string[] => [
  table,
  ...derived.flatMap(tableNamesOf),
];

/** Reads the types of the columns, once. Tables have other names than the projection's own during a rebuild. */
export const tableOf = async (
  client: pg.ClientBase | pg.Pool,
  { table, blank, derived = [] }: HasTable,
  nameOf: (table: string) => string = (own) => own,
): Promise<Written> => {
  const name = nameOf(table);
  const { rows } = await client.query<{ name: string; type: string }>(typesOf, [name]);
  const types = new Map(rows.map((each) => [each.name, each.type]));
  const properties = Object.keys(blank);
  const columns = properties.map(columnOf);
  const typeOf = (column: string) => {
    const type = types.get(column);
    if (type === undefined) throw new TableDiffers(`Table ${name} has no column ${column}.`);
    return type;
  };
  const all = ['tenant_id', 'id', ...columns];
  const isJson = properties.map((property) => typeOf(columnOf(property)).startsWith('json'));
  const given = all.map((column, index) => `$${index + 1}::${typeOf(column)}[]`).join(', ');
  const list = all.map(quoted).join(', ');
  const updates = columns.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
  const target = quoted(name);
  const keys = `(tenant_id, id) in (select * from unnest($1::uuid[], $2::${typeOf('id')}[]))`;
  const upsert = `insert into ${target} (${list}) select * from unnest(${given})
    on conflict (tenant_id, id) do ${columns.length > 0 ? `update set ${updates}` : 'nothing'}`;
  const copy = `copy ${target} (${list}) from stdin`;
  const lineOf = ({ tenantId, id, row }: RowAt) =>
    copyLine([
      tenantId,
      id,
      ...properties.map((property, index) => columnValue(row[property], isJson[index] === true)),
    ]);
  const load = `select tenant_id, id::text, to_jsonb(t) as columns from ${target} t where ${keys}`;

  const further: Written[] = [];
  for (const each of derived) further.push(await tableOf(client, each, nameOf));

  return {
    derived: further,
    async load(on, wanted) {
      const found = new Map<string, Row>();
      if (wanted.length === 0) return found;
      const { rows: there } = await on.query<{ tenant_id: string; id: string; columns: Row }>(
        load,
        columnsOf(wanted),
      );
      for (const { tenant_id: tenantId, id, columns: values } of there)
        found.set(
          mapKeyOf({ tenantId, id }),
          Object.fromEntries(properties.map((property) => [property, values[columnOf(property)]])),
        );
      return found;
    },
    async insert(client, fresh) {
      if (fresh.length > 0) await copyRows(client, copy, fresh.map(lineOf));
    },
    async upsert(on, changed) {
      if (changed.length === 0) return;
      const values = properties.map((property, index) =>
        changed.map(({ row }) => columnValue(row[property], isJson[index] === true)),
      );
      await on.query(upsert, [...columnsOf(changed), ...values]);
    },
    async remove(on, gone) {
      if (gone.length > 0) await on.query(`delete from ${target} where ${keys}`, columnsOf(gone));
    },
  };
};

/** As `pg` takes it for a column of JSON, or of another type. */
export const columnValue = (value: unknown, isJson: boolean): unknown => {
  if (value === undefined || value === null) return null;
  return isJson ? JSON.stringify(value) : value;
};

const columnsOf = (keys: readonly RowKey[]) => [
  keys.map(({ tenantId }) => tenantId),
  keys.map(({ id }) => id),
];
