import { mapKeyOf, type Row, type Table } from '../projections/table.ts';

const keptAtMost = 50_000;

/**
 * Keeps rows in memory between batches, so that a row that every batch touches is not loaded each time. Only for a table
 * that nobody else writes, and whose writer forgets them when a savepoint is taken back, and gives up when a transaction fails.
 */
export const keptRows = (table: Table): Table => {
  const rows = new Map<string, Row | undefined>();
  const derived = table.derived.map(keptRows);
  return {
    derived,
    forget: () => {
      rows.clear();
      for (const each of derived) each.forget?.();
    },
    async load(client, keys) {
      if (rows.size > keptAtMost) rows.clear();
      const missing = keys.filter((key) => !rows.has(mapKeyOf(key)));
      const loaded = await table.load(client, missing);
      for (const key of missing) rows.set(mapKeyOf(key), loaded.get(mapKeyOf(key)));
      const found = new Map<string, Row>();
      for (const key of keys) {
        const row = rows.get(mapKeyOf(key));
        if (row) found.set(mapKeyOf(key), row);
      }
      return found;
    },
    async upsert(client, changed) {
      await table.upsert(client, changed);
      for (const each of changed) rows.set(mapKeyOf(each), each.row);
    },
    async remove(client, gone) {
      await table.remove(client, gone);
      for (const key of gone) rows.set(mapKeyOf(key), undefined);
    },
  };
};
