import { type AssessmentsEvent } from '@securebase/contracts';

type Imported = Extract<AssessmentsEvent, { type: 'ResponsesImported' }>['data'];
export type ImportedSheet = Imported['sheets'][number];

/** An event may hold a thousand sheets and makes as many rows: its sheets are indexed once, not searched for each row. */
const indexes = new WeakMap<Imported, ReadonlyMap<string, ImportedSheet>>();

export const sheetsOf = (data: Imported): ReadonlyMap<string, ImportedSheet> => {
  const known = indexes.get(data);
  if (known) return known;
  const index = new Map(data.sheets.map((sheet) => [sheet.administrationId, sheet]));
  indexes.set(data, index);
  return index;
};
