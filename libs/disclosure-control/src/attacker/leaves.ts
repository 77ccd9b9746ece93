import { closed, type PublicKnowledge, type Seen } from './seen.ts';

/** The most combinations of values that an attack by keys takes on. */
export const MOST_LEAVES = 20_000;

/** A combination of one value for each dimension. */
type Leaf = Readonly<Record<string, string>>;

/** Whether everything that `key` says holds for `full` as well. */
export const inside = (
  full: Readonly<Record<string, string>>,
  key: Readonly<Record<string, string>>,
): boolean => Object.entries(key).every(([dimension, value]) => full[dimension] === value);

/** The finest groups that the keys allow, and which of them make up a cell. */
export interface Leaves {
  readonly leaves: readonly Leaf[];
  /** The columns of a cell: its leaves in its period and population. */
  readonly columnsOf: (cell: Seen) => readonly number[];
  /** Pairs of columns of which the first counts some of the people of the second: those who answered, and everybody. */
  readonly parts: readonly (readonly [number, number])[];
}

const valuesOf = (keys: readonly Leaf[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const values = new Map<string, Set<string>>();
  for (const key of keys) {
    for (const [dimension, value] of Object.entries(key)) {
      const of = values.get(dimension);
      if (of) of.add(value);
      else values.set(dimension, new Set([value]));
    }
  }
  return values;
};

/**
 * Everything that the keys let an outsider tell apart: all combinations of the values seen that the hierarchy allows.
 * A person has exactly one of the values of each dimension; cells of one period and population are about the same
 * people (see {@link PublicKnowledge}). Throws a RangeError above {@link MOST_LEAVES}.
 */
export const leavesOf = (seen: readonly Seen[], knowledge: PublicKnowledge): Leaves => {
  const keys = new Map(seen.map((cell) => [cell.id, closed(cell.key, knowledge)]));
  let leaves: readonly Leaf[] = [{}];
  for (const [dimension, values] of valuesOf([...keys.values()])) {
    leaves = leaves
      .flatMap((leaf) => [...values].map((value) => ({ ...leaf, [dimension]: value })))
      .filter((leaf: Leaf) =>
        knowledge.hierarchy.every(({ child, parent, of }) => {
          const above = of[leaf[child] ?? ''];
          return above === undefined || leaf[parent] === undefined || leaf[parent] === above;
        }),
      );
    if (leaves.length > MOST_LEAVES) throw new RangeError(`More than ${MOST_LEAVES} combinations of values.`);
  }
  const blocks = new Map<string, number>();
  for (const cell of seen) {
    const block = blockOf(cell, knowledge);
    if (!blocks.has(block)) blocks.set(block, blocks.size);
  }
  const parts = seen.flatMap((cell) => {
    const part = blocks.get(blockOf(cell, knowledge));
    const all = blocks.get(blockOf(cell, { hierarchy: [] }));
    return part === undefined || all === undefined || part === all ? [] : [[part, all] as const];
  });
  const columnsOf = (cell: Seen): readonly number[] => {
    const offset = (blocks.get(blockOf(cell, knowledge)) ?? 0) * leaves.length;
    return leaves.flatMap((leaf, at) => (inside(leaf, keys.get(cell.id) ?? {}) ? [offset + at] : []));
  };
  const pairs = [...new Map(parts)].flatMap(([part, all]) =>
    leaves.map((_, at) => [part * leaves.length + at, all * leaves.length + at] as const),
  );
  return { leaves, columnsOf, parts: pairs };
};

/** Cells of one block are about the same people. */
export const blockOf = (cell: Seen, { population }: PublicKnowledge): string =>
  JSON.stringify([cell.period, population?.[cell.cube] ?? '']);
