import { demoTenant, withClient } from '@securebase/embedded';
import { type AnyDerived } from '@securebase/domain-kit';
import { type AnyProjection, columnValue, copyLine } from '@securebase/event-sourcing';
import { type Rows } from './memory-side.ts';

/** A table as COPY fills it. */
export interface Target {
  readonly table: string;
  readonly columns: readonly string[];
  readonly lineOf: (id: string, row: Readonly<Record<string, unknown>>) => string;
}

const columnOf = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Shape = Pick<AnyDerived<never>, 'table' | 'blank' | 'derived'>;

/** Every table of these read models: their own, and those that are made of them. */
const shapesOf = (all: readonly Shape[]): readonly Shape[] =>
  all.flatMap((each) => [each, ...shapesOf((each.derived ?? []) as readonly Shape[])]);

/** How the rows of these read models are written as lines, by table. */
export const targetsOf = (
  url: string,
  models: readonly AnyProjection[],
): Promise<ReadonlyMap<string, Target>> =>
  withClient(url, async (client) => {
    const shapes = shapesOf(models);
    const { rows } = await client.query<{ table: string; column: string; json: boolean }>(
      `select c.relname as table, attname as column, atttypid = 'jsonb'::regtype as json
         from pg_attribute join pg_class c on c.oid = attrelid
        where c.relname = any ($1) and attnum > 0 and not attisdropped`,
      [shapes.map(({ table }) => table)],
    );
    const json = new Set(rows.flatMap(({ table, column, json: is }) => (is ? [`${table}.${column}`] : [])));
    return new Map(
      shapes.map(({ table, blank }) => {
        const properties = Object.keys(blank);
        const isJson = properties.map((each) => json.has(`${table}.${columnOf(each)}`));
        const columns = ['tenant_id', 'id', ...properties.map(columnOf)];
        const lineOf: Target['lineOf'] = (id, row) =>
          copyLine([
            demoTenant,
            id,
            ...properties.map((each, at) => columnValue(row[each], isJson[at] === true)),
          ]);
        return [table, { table, columns, lineOf }];
      }),
    );
  });

/** The rows of a table as lines. */
export const linesOf = ({ lineOf }: Target, rows: Rows): string =>
  [...rows].map(([id, row]) => lineOf(id, row)).join('');

export const intoOf = ({ table, columns }: Target): string =>
  `copy "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) from stdin`;
