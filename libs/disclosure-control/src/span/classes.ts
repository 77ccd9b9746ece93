/** People who are in the same cells, as one: no sum of cells tells them apart. */
export interface Classes {
  /** People in each class. */
  readonly sizes: Int32Array;
  /** For each cell its classes. */
  readonly cells: readonly Int32Array[];
}

/**
 * Divides people into classes by the cells they are in, one cell after the other. O(people in the cells), memory in
 * proportion to the largest number of a person.
 * @param cells the people of each cell, each of them once
 */
export const classesOf = (cells: readonly Uint32Array[]): Classes => {
  const classOf = new Int32Array(1 + largest(cells)).fill(-1);
  let count = 0;
  cells.forEach((people) => {
    const split = new Map<number, number>();
    for (const person of people) {
      const before = classOf[person]!;
      let after = split.get(before);
      if (after === undefined) split.set(before, (after = count++));
      classOf[person] = after;
    }
  });
  return numbered(classOf, count, cells);
};

/** The classes that still have people, numbered from 0, and which of them each cell has. */
const numbered = (classOf: Int32Array, count: number, cells: readonly Uint32Array[]): Classes => {
  const numberOf = new Int32Array(count).fill(-1);
  const sizes: number[] = [];
  for (const old of classOf) {
    if (old < 0) continue;
    if (numberOf[old]! < 0) numberOf[old] = sizes.push(0) - 1;
    sizes[numberOf[old]!]!++;
  }
  const seen = new Int32Array(sizes.length).fill(-1);
  const of = (people: Uint32Array, cell: number): Int32Array => {
    const found: number[] = [];
    for (const person of people) {
      const number = numberOf[classOf[person]!]!;
      if (seen[number] !== cell) found.push(number);
      seen[number] = cell;
    }
    return Int32Array.from(found);
  };
  return { sizes: Int32Array.from(sizes), cells: cells.map(of) };
};

const largest = (cells: readonly Uint32Array[]): number => {
  let most = -1;
  for (const people of cells) for (const person of people) if (person > most) most = person;
  return most;
};
