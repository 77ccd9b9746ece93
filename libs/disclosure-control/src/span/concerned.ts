/**
 * The earlier cells that can matter for new ones: those that share people with them, directly or through other earlier
 * cells, each group of people once. The others were audited when they were published, and no sum of a new cell with them
 * is about fewer people than the new cell's part of it alone. O(people in the cells).
 */
export const concerned = (
  earlier: readonly Uint32Array[],
  added: readonly Uint32Array[],
): readonly Uint32Array[] => {
  const cellsOf = new Map<number, number[]>();
  const distinct = distinctGroups(earlier);
  distinct.forEach((people, cell) => {
    for (const person of people) {
      const of = cellsOf.get(person);
      if (of) of.push(cell);
      else cellsOf.set(person, [cell]);
    }
  });
  const reached = new Uint8Array(distinct.length);
  const reach = (people: Uint32Array, next: number[]): void => {
    for (const person of people) {
      for (const cell of cellsOf.get(person) ?? []) {
        if (reached[cell] === 0) next.push(cell);
        reached[cell] = 1;
      }
      cellsOf.delete(person);
    }
  };
  const open: number[] = [];
  for (const people of added) reach(people, open);
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) reach(distinct[cell]!, open);
  return distinct.filter((_, cell) => reached[cell] !== 0);
};

const distinctGroups = (cells: readonly Uint32Array[]): readonly Uint32Array[] => {
  const byHash = new Map<string, Uint32Array[]>();
  return cells.filter((people) => {
    const sorted = people.toSorted();
    const hash = hashOf(sorted);
    const same = byHash.get(hash) ?? [];
    if (same.some((other) => other.every((person, at) => person === sorted[at]))) return false;
    byHash.set(hash, [...same, sorted]);
    return true;
  });
};

/** The number of people and two checksums (FNV-1a with different starts): groups with the same hash are then compared. */
const hashOf = (people: Uint32Array): string => {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (const person of people) {
    a = Math.imul(a ^ person, 0x01000193);
    b = Math.imul(b ^ person, 0x85ebca6b);
  }
  return `${people.length} ${a} ${b}`;
};
