import { demoTenant, withClient } from '@securebase/embedded';
import { type AnyProjection } from '@securebase/event-sourcing';
import { fieldOf } from './copy.ts';
import { type Rows } from './memory-side.ts';

/** A table as COPY fills it. */
export interface Target {
  readonly table: string;
  readonly columns: readonly string[];
  readonly lineOf: (id: string, row: Readonly<Record<string, unknown>>) => string;
}

const columnOf = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** How the rows of these read models are written as lines. */
export const targetsOf = (
  url: string,
  models: readonly AnyProjection[],
): Promise<ReadonlyMap<AnyProjection, Target>> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ table: string; column: string; json: boolean }>(
      `select c.relname as table, attname as column, atttypid = 'jsonb'::regtype as json
         from pg_attribute join pg_class c on c.oid = attrelid
        where c.relname = any ($1) and attnum > 0 and not attisdropped`,
      [models.map(({ table }) => table)],
    );
    const json = new Set(rows.flatMap(({ table, column, json: is }) => (is ? [`${table}.${column}`] : [])));
    return new Map(
      models.map((model) => {
        const { table, blank } = model;
        const properties = Object.keys(blank);
        const isJson = properties.map((each) => json.has(`${table}.${columnOf(each)}`));
        const columns = ['tenant_id', 'id', ...properties.map(columnOf)];
        const lineOf: Target['lineOf'] = (id, row) =>
          `${demoTenant}\t${id}\t${properties.map((each, at) => fieldOf(row[each], isJson[at] === true)).join('\t')}\n`;
        return [model, { table, columns, lineOf }];
      }),
    );
  });

/** The rows of a read model, and those that follow from them, as lines. */
export const linesOf = (model: AnyProjection, { lineOf }: Target, rows: Rows): string => {
  const { entails } = model;
  const lines: string[] = [];
  for (const [id, row] of rows) {
    lines.push(lineOf(id, row));
    for (const [each, entailed] of entails?.(row as never, id) ?? []) lines.push(lineOf(each, entailed));
  }
  return lines.join('');
};
