import { type Cell } from './cell.ts';
import { DisclosureError } from './disclosure-error.ts';
import { type Kind } from './policy.ts';

/** A release cube: what figures there are of a tenant. It is fixed; another division of people is another version. */
export interface Cube {
  /** Name and version, such as `goal-attainment/2`. */
  readonly cube: string;
  /** The dimensions that people may be divided by at all. */
  readonly dimensions: readonly string[];
  /** The tables: by which dimensions together. An empty list is everybody. */
  readonly tables: readonly (readonly string[])[];
  readonly kind: Kind;
  /** The least and the most that a value can be, where figures are means. */
  readonly range?: readonly [least: number, most: number];
}

/** What is known of one person in a period. */
export interface Fact {
  readonly person: number;
  /** The person's value in every dimension of the cube. */
  readonly words: Readonly<Record<string, string>>;
  readonly value?: number;
  readonly coach?: number;
  readonly team?: number;
}

/**
 * The cells of a cube for a period and role: for every table one cell for each combination of words that somebody has, in the
 * order of the words. Values, coaches and teams are in a cell where all of its people have them.
 * O(facts · tables).
 * @throws DisclosureError DIMENSION_NOT_ALLOWED for a table by a dimension that the cube does not allow, with the row among the
 * tables; DIMENSION_MISSING for a person without a word, PERSON_TWICE, with the row among the facts; and the column
 */
export const cellsOfCube = (
  { cube, dimensions, tables, kind, range }: Cube,
  { period, role }: { readonly period: string; readonly role: string },
  facts: readonly Fact[],
): readonly Cell[] => {
  tables.forEach((table, row) => {
    const column = table.find((dimension) => !dimensions.includes(dimension));
    if (column !== undefined) throw new DisclosureError('DIMENSION_NOT_ALLOWED', { row, column });
  });
  const seen = new Set<number>();
  facts.forEach(({ person, words }, row) => {
    const column = dimensions.find((dimension) => !Object.hasOwn(words, dimension));
    if (column !== undefined) throw new DisclosureError('DIMENSION_MISSING', { row, column });
    if (seen.has(person)) throw new DisclosureError('PERSON_TWICE', { row, column: 'person' });
    seen.add(person);
  });
  const sorted = facts.toSorted((a, b) => a.person - b.person);
  return tables.flatMap((table) => {
    const groups = Map.groupBy(sorted, ({ words }) => JSON.stringify(table.map((one) => words[one])));
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([words, group]): Cell => {
        const values = JSON.parse(words) as readonly string[];
        const column = <Name extends 'value' | 'coach' | 'team'>(name: Name): number[] | undefined => {
          const all = group.flatMap((fact) => fact[name] ?? []);
          return all.length === group.length ? all : undefined;
        };
        const [of, coaches, teams] = [column('value'), column('coach'), column('team')];
        return {
          ...{ cube, period, role, kind },
          key: Object.fromEntries(table.map((dimension, at) => [dimension, values[at] ?? ''])),
          people: Uint32Array.from(group, ({ person }) => person),
          ...(of ? { values: Float64Array.from(of) } : {}),
          ...(coaches ? { coaches: Uint32Array.from(coaches) } : {}),
          ...(teams ? { teams: Uint32Array.from(teams) } : {}),
          ...(range ? { range } : {}),
        };
      });
  });
};
