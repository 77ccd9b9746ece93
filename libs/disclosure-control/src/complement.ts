import { type Cell, dimensionsOf, minimumOf } from './cell.ts';
import { type Policy } from './policy.ts';
import { Audit, type Finding } from './span/audit.ts';
import { Budget, BudgetSpent } from './span/budget.ts';
import { classesOf } from './span/classes.ts';
import { concerned } from './span/concerned.ts';

export interface Complement {
  readonly published: ReadonlySet<Cell>;
  /** Multiplications spent. */
  readonly operations: number;
  /** Whether the budget sufficed; where it did not, more was withheld than had to be. */
  readonly complete: boolean;
}

/**
 * Complementary suppression: which of the cells that may be published alone are published together, after everything that
 * was published earlier. What is published satisfies the audit at every level of minimum group size: the figures of a
 * level with all those that need as many people or more.
 * @param candidates cells that passed primary suppression
 */
export const complement = (
  candidates: readonly Cell[],
  earlier: readonly Cell[],
  policy: Policy,
): Complement => {
  const purse = { left: policy.budget, complete: true };
  const levels = [...new Set([...candidates, ...earlier].map((cell) => minimumOf(cell, policy)))];
  let left = candidates.toSorted(byImportance);
  for (const k of levels.sort((a, b) => b - a)) {
    const ofLevel = (cell: Cell) => minimumOf(cell, policy) >= k;
    const safe = new Set(audited(left.filter(ofLevel), earlier.filter(ofLevel), k, purse));
    left = left.filter((cell) => !ofLevel(cell) || safe.has(cell));
  }
  return {
    published: new Set(left),
    operations: policy.budget - Math.max(0, purse.left),
    complete: purse.complete,
  };
};

/** Whole groups before their parts, large ones before small ones. */
const byImportance = (a: Cell, b: Cell): number =>
  dimensionsOf(a).length - dimensionsOf(b).length || b.people.length - a.people.length;

interface Purse {
  left: number;
  complete: boolean;
}

/**
 * The cells that are safe together with everything published earlier. Where that is too expensive to find out, those that are
 * safe even for somebody who knows all about everybody who was in an earlier release: fewer, and what it costs does not grow
 * with the number of releases.
 */
const audited = (
  candidates: readonly Cell[],
  earlier: readonly Cell[],
  k: number,
  purse: Purse,
): readonly Cell[] => {
  for (const auditOf of [againstAll, amongNew]) {
    const share = Math.ceil(purse.left / 2);
    const budget = new Budget(share);
    try {
      return safe(auditOf(candidates, earlier, k, budget), budget);
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      purse.complete = false;
    } finally {
      purse.left -= share - Math.max(0, budget.left);
    }
  }
  return [];
};

const peopleOf = ({ people }: Cell): Uint32Array => people;

interface Prepared {
  readonly audit: Audit;
  readonly candidates: readonly Cell[];
  /** How many earlier cells stand before the candidates. */
  readonly before: number;
}

const againstAll = (
  candidates: readonly Cell[],
  earlier: readonly Cell[],
  k: number,
  budget: Budget,
): Prepared => {
  const before = concerned(earlier.map(peopleOf), candidates.map(peopleOf));
  const classes = classesOf([...before, ...candidates.map(peopleOf)]);
  return { audit: new Audit(classes, before.length, k, budget), candidates, before: before.length };
};

const amongNew = (all: readonly Cell[], earlier: readonly Cell[], k: number, budget: Budget): Prepared => {
  const known = new Set(earlier.flatMap(({ people }) => [...people]));
  const candidates = all.filter(({ people }) => people.filter((person) => !known.has(person)).length >= k);
  const { sizes, cells } = classesOf([Uint32Array.from(known), ...candidates.map(peopleOf)]);
  const isKnown = new Uint8Array(sizes.length);
  for (const one of cells[0]!) isKnown[one] = 1;
  const whole = cells.slice(1);
  const ofNew = whole.map((cell) => cell.filter((one) => isKnown[one] === 0));
  return { audit: new Audit({ sizes, cells: ofNew }, 0, k, budget, whole), candidates, before: 0 };
};

/** @throws BudgetSpent */
const safe = ({ audit, candidates, before }: Prepared, budget: Budget): readonly Cell[] => {
  const start = budget.left;
  const withheld = new Set<number>();
  for (let open = audit.findings(); open.length > 0; open = audit.findings()) {
    const cells = cover(open, before, audit);
    // What could not be proved concerns earlier releases only: nothing is added to them.
    if (cells.length === 0) return [];
    audit.withhold(cells);
    for (const cell of cells) withheld.add(cell);
  }
  // The most important first: one may have been withheld for another that is withheld now, too. At the cost of the search.
  const spent = start - budget.left;
  for (const cell of [...withheld].sort((a, b) => a - b)) {
    if (start - budget.left > 2 * spent) break;
    if (audit.readmit(cell)) withheld.delete(cell);
  }
  return candidates.filter((_, at) => !withheld.has(before + at));
};

/**
 * New cells to withhold for some findings, few of them; a cell for which no others can stand in, if there is one, else one
 * that the people of the finding are in. Of these the one that is in most findings, and then the least important one; then
 * again for the findings that are left (the greedy cover of Chvátal 1979). Where it could not be decided whether there is
 * anything to find, the less important half of the cells that it is about.
 */
const cover = (findings: readonly Finding[], before: number, audit: Audit): readonly number[] => {
  const replaceable = audit.replaceable();
  const isNew = (cell: number): boolean => cell >= before;
  const choices = ({ cells, near }: Finding): readonly number[] => {
    const kinds = [near.filter((cell) => !replaceable.has(cell)), near, cells];
    return kinds.map((kind) => kind.filter(isNew)).find(({ length }) => length > 0) ?? [];
  };
  const chosen = findings.flatMap(({ cells, undecided }) => {
    const half = undecided ? cells.filter(isNew) : [];
    return half.slice(Math.floor(half.length / 2));
  });
  let open = findings.map(choices).filter((cells) => !cells.some((cell) => chosen.includes(cell)));
  while (open.some(({ length }) => length > 0)) {
    const more = inMost(open);
    chosen.push(more);
    open = open.filter((cells) => !cells.includes(more));
  }
  return [...new Set(chosen)];
};

const inMost = (findings: readonly (readonly number[])[]): number => {
  const parts = new Map<number, number>();
  for (const cells of findings) for (const cell of cells) parts.set(cell, (parts.get(cell) ?? 0) + 1);
  let [worst, most] = [-1, 0];
  for (const [cell, times] of parts)
    if (times > most || (times === most && cell > worst)) [worst, most] = [cell, times];
  return worst;
};
