import { mapKeyOf, type Row, type Table } from '../projections/table.ts';

const keptAtMost = 50_000;

/**
 * Keeps rows in memory between batches, so that a row that every batch touches is not loaded each time. Only for a table
 * that nobody else writes, and whose writer gives up when a transaction fails.
 */
export const keptRows = (table: Table): Table => {
  const rows = new Map<string, Row | undefined>();
  const orForget = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      rows.clear(); // what a savepoint takes back was never there
      throw error;
    }
  };
  return {
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
      await orForget(table.upsert(client, changed));
      for (const each of changed) rows.set(mapKeyOf(each), each.row);
    },
    async remove(client, gone) {
      await orForget(table.remove(client, gone));
      for (const key of gone) rows.set(mapKeyOf(key), undefined);
    },
  };
};
