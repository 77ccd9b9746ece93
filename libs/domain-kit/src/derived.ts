import { isDeepStrictEqual } from 'node:util';

/** What becomes of one derived row; `undefined` deletes it. */
export interface Change<Row extends object> {
  readonly id: string;
  readonly to: (row: Readonly<Row>) => Row | undefined;
}

/** A row as it was and as it is; `undefined` where there is none. */
export interface Moved<Row extends object> {
  readonly id: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/**
 * Rows that are made of the rows of a read model, in the same transaction: sums of them, or what several of them say of one thing.
 * Each is found by its id, so that a list can be sorted and a sum be read without looking at what it is made of.
 */
export interface Derived<From extends object, Row extends object> {
  readonly table: string;
  /** A row before the first change, without tenant and id. */
  readonly blank: Row;
  /**
   * Which rows it concerns that a row has moved, and what becomes of each. Many events can lie between before and after, and rows
   * come in any order: take away what the row gave before, and give what it gives now.
   */
  readonly changes: (moved: Moved<From>) => readonly Change<Row>[];
  readonly derived?: readonly AnyDerived<Row>[];
}

/** Derived rows, of whatever form. */
export interface AnyDerived<From extends object> {
  readonly table: string;
  readonly blank: Record<string, unknown>;
  changes(moved: Moved<From>): readonly Change<Record<string, unknown>>[];
  readonly derived?: readonly AnyDerived<Record<string, unknown>>[];
}

/** Names the form of derived rows once, for those who move rows and know nothing of them. */
export const derived = <From extends object, Row extends object>(of: Derived<From, Row>): AnyDerived<From> =>
  of as unknown as AnyDerived<From>;

/**
 * Rows that follow from one row alone, by ids of their own: of a row that keeps a list, those that one looks for by what stands in
 * it. They are written, and go, with the row.
 */
export const entailed = <From extends object, Row extends object>({
  table,
  blank,
  rows,
}: Pick<Derived<From, Row>, 'table' | 'blank'> & {
  readonly rows: (row: Readonly<From>, id: string) => ReadonlyMap<string, Row>;
}): AnyDerived<From> =>
  derived<From, Row>({
    table,
    blank,
    changes: ({ id, before, after }) => {
      const there = before ? rows(before, id) : new Map<string, Row>();
      const stay = after ? rows(after, id) : new Map<string, Row>();
      return [
        ...[...stay].flatMap(([each, row]) =>
          isDeepStrictEqual(there.get(each), row) ? [] : [{ id: each, to: () => row }],
        ),
        ...[...there.keys()].flatMap((each) => (stay.has(each) ? [] : [{ id: each, to: () => undefined }])),
      ];
    },
  });

/** How derived rows move when rows do. `rows` has them as they are, by id. */
export const derive = <From extends object>(
  of: AnyDerived<From>,
  moved: readonly Moved<From>[],
  rows: ReadonlyMap<string, Record<string, unknown>>,
): readonly Moved<Record<string, unknown>>[] => {
  const now = new Map<string, Record<string, unknown> | undefined>();
  for (const each of moved)
    for (const { id, to } of of.changes(each))
      now.set(id, to((now.has(id) ? now.get(id) : rows.get(id)) ?? of.blank));
  return [...now].map(([id, after]) => ({ id, before: rows.get(id), after }));
};
