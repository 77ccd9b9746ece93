import { type Claim, type Hit, type Term } from './claim.ts';
import { commonPivot, plus, reduced, type Row, scaled, solved } from './elimination.ts';
import { type PublicKnowledge, type Seen } from './seen.ts';
import { leavesOf } from './leaves.ts';

const termsOf = (made: Row, published: readonly { readonly id: number }[]): readonly Term[] =>
  [...made].flatMap(([row, times]) => {
    const of = published[row];
    return of ? [{ cell: of.id, times }] : [];
  });

const countOf = (made: Row, divisor: bigint, published: readonly Seen[]): number | undefined => {
  let sum = 0n;
  for (const [row, times] of made) sum += times * BigInt(published[row]?.count ?? 0);
  return sum % divisor === 0n ? Number(sum / divisor) : undefined;
};

/**
 * The general linear attack of somebody who knows the keys only: every withheld cell whose count is a sum of published
 * ones, whatever their cubes and roles, and is 1 … k − 1. Exact. See {@link leavesOf} for what is assumed about keys.
 */
export const spanOfKeys = (
  seen: readonly Seen[],
  knowledge: PublicKnowledge,
  k: number,
): readonly Claim[] => {
  const { leaves, columnsOf } = leavesOf(seen, knowledge);
  const row = (cell: Seen): Row => new Map(columnsOf(cell).map((column) => [column, 1n]));
  if (leaves.length === 0) return [];
  const published = seen.filter((cell) => cell.count !== undefined);
  const basis = reduced(published.map(row));
  return seen.flatMap((cell): Claim[] => {
    if (cell.count !== undefined) return [];
    const found = solved(basis, row(cell));
    const count = found && countOf(found.made, found.divisor, published);
    if (!found || count === undefined || count < 1 || count >= k) return [];
    return [{ attack: 'SPAN', terms: termsOf(found.made, published), divisor: found.divisor, count }];
  });
};

/** What the search for small groups gave: the groups, and whether it looked at everything within its budget. */
export interface SmallGroups {
  readonly hits: readonly Hit[];
  readonly complete: boolean;
}

/**
 * People who are in the same published cells: no sum of those cells tells them apart. Large atoms come first, so that
 * they become the pivots and few small pivots are left to search.
 */
const atomsOf = (cells: readonly Uint32Array[]): readonly { people: number[]; cells: Set<number> }[] => {
  const cellsOfPerson = new Map<number, number[]>();
  for (const [number, people] of cells.entries()) {
    for (const person of people) {
      const of = cellsOfPerson.get(person);
      if (of) of.push(number);
      else cellsOfPerson.set(person, [number]);
    }
  }
  const atoms = new Map<string, { people: number[]; cells: Set<number> }>();
  for (const [person, of] of cellsOfPerson) {
    const atom = atoms.get(of.join());
    if (atom) atom.people.push(person);
    else atoms.set(of.join(), { people: [person], cells: new Set(of) });
  }
  return [...atoms.values()].sort((a, b) => b.people.length - a.people.length);
};

/**
 * The strongest linear attack: of somebody who knows of everybody in which cells they are. Every group of 1 … k − 1
 * people whose membership is a sum of published cells, over all cubes, periods and roles.
 *
 * Atoms (people in the same published cells) are the columns, published cells the rows. In reduced echelon form a
 * vector of the span is fixed by its entries at the pivots, so that all 0/1 choices of pivots of less than k people are
 * tried. Σ C(pivots, 1 … k − 1) choices in the worst case, at most `budget` of them; beyond it `complete` is false.
 */
export const smallGroups = (
  seen: readonly Seen[],
  cells: readonly Uint32Array[],
  k: number,
  budget = 1_000_000,
): SmallGroups => {
  const published = seen.filter((cell) => cell.count !== undefined);
  const atoms = atomsOf(published.map(({ id }) => cells[id] ?? new Uint32Array()));
  const basis = reduced(
    published.map(
      (_, row) => new Map(atoms.flatMap((atom, at) => (atom.cells.has(row) ? [[at, 1n] as const] : []))),
    ),
  );
  const one = commonPivot(basis);
  const size = (atom: number): number => atoms[atom]?.people.length ?? 0;
  const candidates = basis
    .filter(({ pivot }) => size(pivot) < k)
    .map(({ pivot, row, made }) => {
      const times = one / (row.get(pivot) ?? 1n);
      return { size: size(pivot), row: scaled(row, times), made: scaled(made, times) };
    });
  const hits: Hit[] = [];
  let left = budget;
  const isGroup = (row: Row): boolean => {
    let people = 0;
    for (const [atom, value] of row) {
      people += size(atom);
      if (value !== one || people >= k) return false;
    }
    return true;
  };
  const search = (from: number, people: number, row: Row, made: Row): void => {
    for (let at = from; at < candidates.length && left > 0; at++) {
      const candidate = candidates[at];
      if (!candidate || people + candidate.size >= k) continue;
      left -= 1;
      const [sum, of] = [plus(row, candidate.row), plus(made, candidate.made)];
      if (isGroup(sum)) {
        const group = [...sum.keys()].flatMap((atom) => atoms[atom]?.people ?? []).sort((a, b) => a - b);
        const claim = {
          attack: 'SPAN',
          terms: termsOf(of, published),
          divisor: one,
          count: group.length,
        } as const;
        hits.push({ claim, people: group });
      }
      search(at + 1, people + candidate.size, sum, of);
    }
  };
  search(0, 0, new Map(), new Map());
  return { hits, complete: left > 0 };
};
