import { type Event } from '@event-driven-io/emmett';
import { pongoMultiStreamProjection, postgreSQLRawSQLProjection } from '@event-driven-io/emmett-postgresql';
import { SQL } from '@event-driven-io/dumbo';
import { add, blankSum, type Noted, type Sum } from '../workload.ts';

export type SumsEvent = Event<'Noted', Noted & Record<string, unknown>>;

/** The documented way: a document per key. */
const documents = pongoMultiStreamProjection<Sum & Record<string, unknown>, SumsEvent>({
  collectionName: 'sums',
  canHandle: ['Noted'],
  getDocumentId: ({ data }) => data.key,
  initialState: () => ({ ...blankSum }),
  evolve: (document: Sum & Record<string, unknown>, { data }: SumsEvent) => ({
    ...document,
    ...add(document, data),
  }),
});

/** The quicker way: an upsert of one's own per event. */
const statements = postgreSQLRawSQLProjection<SumsEvent>({
  name: 'sums_sql',
  canHandle: ['Noted'],
  init: () =>
    SQL`CREATE TABLE IF NOT EXISTS sums_sql (key uuid PRIMARY KEY, count int NOT NULL, total int NOT NULL, last int NOT NULL)`,
  evolve: ({ data: { key, amount } }) =>
    SQL`INSERT INTO sums_sql VALUES (${key}, 1, ${amount}, ${amount})
        ON CONFLICT (key) DO UPDATE SET count = sums_sql.count + 1, total = sums_sql.total + ${amount}, last = ${amount}`,
});

/** The ways to project, how to empty their table beforehand (where it exists), and how to read it. */
export const sums = {
  documents: {
    projection: documents,
    empty: `do $$ begin if to_regclass('sums') is not null then delete from sums; end if; end $$`,
    rows: `select (data->>'count')::int as count, (data->>'total')::int as total, (data->>'last')::int as last from sums`,
  },
  statements: {
    projection: statements,
    empty: `do $$ begin if to_regclass('sums_sql') is not null then delete from sums_sql; end if; end $$`,
    rows: 'select count, total, last from sums_sql',
  },
};
