import { blockOf } from './leaves.ts';
import { closed, type PublicKnowledge, type Seen } from './seen.ts';

/** A cell with its key closed upwards: two cells with the same canonical key in one block are the same people. */
export interface Placed {
  readonly cell: Seen;
  readonly key: Readonly<Record<string, string>>;
  readonly canonical: string;
  /** The dimensions of the closed key: cells of one level and block have no people in common. */
  readonly level: string;
  readonly block: string;
}

const sorted = (key: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1));

/** The cells with what public knowledge says about where they stand. */
export const placed = (seen: readonly Seen[], knowledge: PublicKnowledge): readonly Placed[] =>
  seen.map((cell) => {
    const key = closed(cell.key, knowledge);
    const entries = sorted(key);
    return {
      cell,
      key,
      canonical: JSON.stringify(entries),
      level: JSON.stringify(entries.map(([dimension]) => dimension)),
      block: blockOf(cell, knowledge),
    };
  });

/** For each level, one cell for each group of people, a published one where there is one. */
export const byLevel = (cells: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> => {
  const levels = new Map<string, Map<string, Placed>>();
  for (const one of cells) {
    const level = levels.get(one.level) ?? new Map<string, Placed>();
    levels.set(one.level, level);
    const known = level.get(one.canonical);
    if (known?.cell.count === undefined) level.set(one.canonical, one);
  }
  return new Map([...levels].map(([level, of]) => [level, [...of.values()]]));
};

/** The groups by a property of theirs, in the order of their first members. */
export const grouped = <Item>(
  items: readonly Item[],
  by: (item: Item) => string,
): readonly (readonly Item[])[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return [...groups.values()];
};
