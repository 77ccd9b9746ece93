import { mapKeyOf, type Row, type RowKey, type Table } from '../projections/table.ts';

const keptAtMost = 50_000;
const rowsOfStatement = 2_000;

/** A table whose rows are changed in memory, and written together. */
export interface HeldRows extends Table {
  readonly derived: readonly HeldRows[];
  /** How many rows wait to be written. */
  readonly waiting: () => number;
  /** Writes what waits. */
  readonly flush: NonNullable<Table['flush']>;
  /** Throws away what waits, and whatever else is known: for a transaction, or a savepoint, that was taken back. */
  readonly forget: () => void;
}

const isThere = ({ row, ...key }: RowKey & { readonly row: Row | undefined }) =>
  row ? [{ ...key, row }] : [];

/**
 * Holds the rows of a table that nobody else writes: one that many events touch is loaded once and written once for all that
 * lie between two flushes. Some rows stay known after a flush, up to a bound.
 * @param isEmpty the table has no rows yet: none has to be looked for
 */
export const heldRows = (table: Table, isEmpty: boolean): HeldRows => {
  const rows = new Map<string, Row | undefined>();
  const changed = new Map<string, RowKey>();
  const derived = table.derived.map((each) => heldRows(each, isEmpty));
  let isWhole = isEmpty; // whoever is not known is not there
  const keep = (key: RowKey, row: Row | undefined) => {
    const at = mapKeyOf(key);
    rows.set(at, row);
    changed.set(at, key);
  };
  return {
    derived,
    waiting: () => derived.reduce((sum, each) => sum + each.waiting(), changed.size),
    forget: () => {
      rows.clear();
      changed.clear();
      isWhole = false;
      for (const each of derived) each.forget();
    },
    async load(client, keys) {
      const missing = isWhole ? [] : keys.filter((key) => !rows.has(mapKeyOf(key)));
      const loaded = await table.load(client, missing);
      for (const key of missing) rows.set(mapKeyOf(key), loaded.get(mapKeyOf(key)));
      const found = new Map<string, Row>();
      for (const key of keys) {
        const row = rows.get(mapKeyOf(key));
        if (row) found.set(mapKeyOf(key), row);
      }
      return found;
    },
    upsert: (_, all) => {
      for (const { row, ...key } of all) keep(key, row);
      return Promise.resolve();
    },
    remove: (_, gone) => {
      for (const key of gone) keep(key, undefined);
      return Promise.resolve();
    },
    async flush(client) {
      const all = [...changed].map(([at, key]) => ({ ...key, row: rows.get(at) }));
      for (let from = 0; from < all.length; from += rowsOfStatement) {
        const some = all.slice(from, from + rowsOfStatement);
        const [there, gone] = [some.flatMap(isThere), some.filter(({ row }) => !row)];
        await table.upsert(client, there);
        await table.remove(client, gone);
      }
      changed.clear();
      if (rows.size > keptAtMost) {
        rows.clear();
        isWhole = false;
      }
      for (const each of derived) await each.flush(client);
    },
  };
};
