import { type Classes } from './span/classes.ts';

/** A cell as complementary suppression sees it. */
export interface Sibling {
  /** Cells of one table have no people in common. */
  readonly table: string;
  /** May be withheld: it was not published before. */
  readonly isNew: boolean;
}

/**
 * Complementary suppression by subtraction: for each cell and each table, the cell less its parts in that table. Where 1 …
 * k − 1 people would be left, the smallest part is withheld, too; a total that only earlier parts give away is withheld
 * itself. Then, for cells that are nearly the same (those of two periods): the new one is withheld where fewer than k
 * people make the difference. It finds the plain cases quickly, and leaves what is left to the audit.
 * O(people in cells × cells that a person is in).
 * @param cells the cells of `classes` in the order of their importance: whole groups before their parts
 * @returns the places of the cells to withhold
 */
export const bySubtraction = (
  { sizes, cells: classes }: Classes,
  cells: readonly Sibling[],
  k: number,
): ReadonlySet<number> => {
  const withheld = new Set<number>();
  const counts = classes.map((of) => of.reduce((people, one) => people + sizes[one]!, 0));
  const cellsOf = inverted(sizes.length, classes);
  const common = new Int32Array(cells.length);

  /** The other published cells that have people in common with this one, and how many, in `common`. */
  const overlapping = (cell: number): readonly number[] => {
    const others: number[] = [];
    for (const one of classes[cell]!)
      for (const other of cellsOf[one]!) {
        if (other === cell || withheld.has(other)) continue;
        if (common[other] === 0) others.push(other);
        common[other]! += sizes[one]!;
      }
    return others;
  };

  const isAlmost = (cell: number, other: number): boolean => {
    const difference = counts[cell]! + counts[other]! - 2 * common[other]!;
    return difference > 0 && difference < k;
  };

  const visit = (cell: number): void => {
    const others = overlapping(cell);
    const twin = others.some((other) => isAlmost(cell, other) && (other < cell || !cells[other]!.isNew));
    if (twin && cells[cell]!.isNew) withheld.add(cell);
    else
      for (const inside of parts(others.filter((other) => common[other] === counts[other])).values())
        completeTable(cell, inside);
    for (const other of others) common[other] = 0;
  };

  const parts = (inside: readonly number[]): ReadonlyMap<string, readonly number[]> =>
    Map.groupBy(inside, (other) => cells[other]!.table);

  const completeTable = (cell: number, inside: readonly number[]): void => {
    const rest = inside.reduce((people, other) => people - counts[other]!, counts[cell]!);
    if (rest < 1 || rest >= k) return;
    const fewer = (a: number, b: number) => counts[a]! - counts[b]! || b - a;
    const [smallest] = inside.filter((other) => cells[other]!.isNew).sort(fewer);
    if (smallest !== undefined) withheld.add(smallest);
    else if (cells[cell]!.isNew) withheld.add(cell);
  };

  for (let cell = 0; cell < cells.length; cell++) if (!withheld.has(cell)) visit(cell);
  return withheld;
};

const inverted = (count: number, classes: readonly Int32Array[]): readonly (readonly number[])[] => {
  const cells = Array.from({ length: count }, (): number[] => []);
  classes.forEach((of, cell) => {
    for (const one of of) cells[one]!.push(cell);
  });
  return cells;
};
