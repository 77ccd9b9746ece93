import { mapKeyOf, type Row, type RowKey, type Table, type Written } from '../projections/table.ts';

const rowsOfStatement = 2_000;

/** A table whose rows are changed in memory, and written together. */
export interface HeldRows extends Table {
  readonly derived: readonly HeldRows[];
  /** How many rows wait to be written, those of `derived` with them. */
  readonly waiting: () => number;
  /** How many rows are known, without those of `derived`. */
  readonly known: () => number;
  /** Writes what waits. */
  readonly flush: NonNullable<Table['flush']>;
  /** Throws away what waits, and whatever else is known: for a transaction, or a savepoint, that was taken back. */
  readonly forget: () => void;
}

/**
 * Holds the rows of a table that nobody else writes: one that many events touch is loaded once and written once for all that
 * lie between two flushes. Rows stay known after a flush.
 * @param isEmpty the table has no rows yet: none has to be looked for
 */
export const heldRows = (table: Written, isEmpty: boolean): HeldRows => {
  const rows = new Map<string, Row | undefined>();
  const stored = new Set<string>();
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
    known: () => rows.size,
    forget: () => {
      for (const each of [rows, stored, changed]) each.clear();
      isWhole = false;
      for (const each of derived) each.forget();
    },
    async load(on, keys) {
      const missing = isWhole ? [] : keys.filter((key) => !rows.has(mapKeyOf(key)));
      const loaded = await table.load(on, missing);
      for (const key of missing) rows.set(mapKeyOf(key), loaded.get(mapKeyOf(key)));
      for (const at of loaded.keys()) stored.add(at);
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
      const all = [...changed].map(([at, key]) => ({ ...key, row: rows.get(at), isStored: stored.has(at) }));
      const there = all.flatMap(({ row, ...rest }) => (row ? [{ ...rest, row }] : []));
      const [old, fresh] = [there.filter(({ isStored }) => isStored), there.filter((each) => !each.isStored)];
      for (let from = 0; from < fresh.length; from += rowsOfStatement)
        await table.insert(client, fresh.slice(from, from + rowsOfStatement));
      for (let from = 0; from < old.length; from += rowsOfStatement)
        await table.upsert(client, old.slice(from, from + rowsOfStatement));
      await table.remove(
        client,
        all.filter(({ row, isStored }) => !row && isStored),
      );
      for (const [at] of changed)
        if (rows.get(at)) stored.add(at);
        else stored.delete(at);
      changed.clear();
      for (const each of derived) await each.flush(client);
    },
  };
};

const withDerived = (table: HeldRows): HeldRows[] => [table, ...table.derived.flatMap(withDerived)];

/** Forgets what was written, the largest tables first, until so many rows are known at most. */
export const forgetDownTo = (most: number, tables: readonly HeldRows[]): void => {
  const largest = tables.flatMap(withDerived).sort((one, other) => other.known() - one.known());
  let known = largest.reduce((sum, each) => sum + each.known(), 0);
  for (const table of largest) {
    if (known <= most) return;
    known -= table.known();
    table.forget();
  }
};
