import { type Event, type Recorded } from './decider.ts';
import { type AnyDerived, derive, type Moved } from './derived.ts';

/** Where a read model's events come from: the service's own log, or another service's Kafka topic. */
export type Source = { readonly kind: 'LOG' } | { readonly kind: 'TOPIC'; readonly topic: string };

type Handlers<E extends Event, Row> = {
  readonly [T in E['type']]?: (
    row: Readonly<Row>,
    event: Recorded<Extract<E, { type: T }>>,
    id: string,
  ) => Partial<Row> | 'DELETE';
};

/**
 * A read model is a fold: from a blank row, each event that matters contributes a patch, or deletes the row.
 * Every table leads with `tenant_id` and `id`; the other columns are the row's properties in snake_case.
 */
export interface Projection<E extends Event, Row extends object> {
  /** `engagement-view`; unique within a service, names its checkpoint. */
  readonly name: string;
  /** `engagement_view`. */
  readonly table: string;
  readonly source: Source;
  /** Looks inside sealed values, to hold them in clear: only for columns that the role matrix lists. */
  readonly opens?: true;
  /** The rows an event touches; usually one, several for events that carry many. */
  readonly rowIds: (event: Recorded<E>) => readonly string[];
  /** A row before its first event, without tenant and id. */
  readonly blank: Row;
  readonly on: Handlers<E, Row>;
  /** What is made of its rows. */
  readonly derived?: readonly AnyDerived<Row>[];
}

/** What one event makes of one row; `undefined` when there is no row (before it, or any more). */
export const project = <E extends Event, Row extends object>(
  projection: Pick<Projection<E, Row>, 'on' | 'blank'>,
  row: Row | undefined,
  event: Recorded<E>,
  id: string,
): Row | undefined => {
  const handler = projection.on[event.type as E['type']] as
    ((row: Row, event: Recorded<E>, id: string) => Partial<Row> | 'DELETE') | undefined;
  if (!handler) return row;
  const before = row ?? projection.blank;
  const patch = handler(before, event, id);
  return patch === 'DELETE' ? undefined : { ...before, ...patch };
};

/** The row that a history leaves behind. */
export const rowOf = <E extends Event, Row extends object>(
  projection: Projection<E, Row>,
  history: readonly Recorded<E>[],
  id: string,
): Row | undefined =>
  history.reduce<Row | undefined>(
    (row, event) => (projection.rowIds(event).includes(id) ? project(projection, row, event, id) : row),
    undefined,
  );

/** Rows by id. */
export type Rows = ReadonlyMap<string, object>;

/** All rows that a history leaves behind, by table: its own, and those that are made of them. */
export const rowsOf = <E extends Event, Row extends object>(
  projection: Projection<E, Row>,
  history: readonly Recorded<E>[],
): Readonly<Record<string, Rows>> => {
  const tables: Record<string, Map<string, Record<string, unknown>>> = {};
  const keep = (table: string, moved: readonly Moved<object>[]) => {
    const rows = (tables[table] ??= new Map());
    for (const { id, after } of moved)
      if (after) rows.set(id, after as Record<string, unknown>);
      else rows.delete(id);
  };
  const move = <From extends object>(all: readonly AnyDerived<From>[], moved: readonly Moved<From>[]) => {
    for (const each of all) {
      const further = derive(each, moved, tables[each.table] ?? new Map());
      keep(each.table, further);
      move(each.derived ?? [], further);
    }
  };
  for (const event of history)
    for (const id of projection.rowIds(event)) {
      const before = tables[projection.table]?.get(id) as Row | undefined;
      const moved = [{ id, before, after: project(projection, before, event, id) }];
      keep(projection.table, moved);
      move(projection.derived ?? [], moved);
    }
  return tables;
};
