import { type Cell, dimensionsOf, minimumOf, tableOf } from './cell.ts';
import { type Policy } from './policy.ts';
import { bySubtraction } from './siblings.ts';
import { audit, type Finding } from './span/audit.ts';
import { BudgetSpent } from './span/budget.ts';
import { classesOf } from './span/classes.ts';
import { concerned } from './span/concerned.ts';

/** What was published earlier and what may be published now, of one level of minimum group size. */
interface Level {
  readonly k: number;
  readonly earlier: readonly Cell[];
}

export interface Complement {
  readonly published: ReadonlySet<Cell>;
  /** Multiplications spent. */
  readonly operations: number;
  /** Whether the budget sufficed; where it did not, more was withheld than had to be. */
  readonly complete: boolean;
}

/**
 * Complementary suppression: which of the cells that may be published alone are published together, after everything that
 * was published earlier. What is published satisfies the audit at every level of minimum group size: figures of a level
 * with all those that need as many people or more.
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
    const level = { k, earlier: earlier.filter(ofLevel) };
    const safe = new Set(audited(left.filter(ofLevel), level, purse));
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

/** The cells that are safe together, in the order in which they came: most important first. */
const audited = (candidates: readonly Cell[], level: Level, purse: Purse): readonly Cell[] => {
  const start = purse.left;
  let left = withoutSubtractions(candidates, level);
  for (;;) {
    const found = findingsOf(left, level, purse);
    if (found === 'BUDGET_SPENT') left = left.slice(0, Math.floor(left.length / 2));
    else if (found.length === 0) break;
    else left = without(left, found);
  }
  // Looking once more at what was withheld may cost as much again.
  const allowance = { left: Math.min(purse.left, start - purse.left), complete: true };
  const readmitted = readmit(candidates, left, level, allowance);
  purse.left -= Math.max(0, Math.min(purse.left, start - purse.left) - allowance.left);
  return readmitted;
};

const withoutSubtractions = (candidates: readonly Cell[], { k, earlier }: Level): readonly Cell[] => {
  const cells = [
    ...candidates.map((cell) => ({ cell, table: tableOf(cell), isNew: true })),
    ...earlier.map((cell) => ({ cell, table: tableOf(cell), isNew: false })),
  ];
  const withheld = bySubtraction(classesOf(cells.map(({ cell }) => cell.people)), cells, k);
  return candidates.filter((_, at) => !withheld.has(at));
};

/** What the audit finds; each finding as places among the candidates, none of them for one that is not theirs. */
const findingsOf = (
  candidates: readonly Cell[],
  { k, earlier }: Level,
  purse: Purse,
): readonly Finding[] | 'BUDGET_SPENT' => {
  if (candidates.length === 0) return [];
  const before = concerned(
    earlier.map(({ people }) => people),
    candidates.map(({ people }) => people),
  );
  // Half of what is left, so that a release ends even where every look is too expensive.
  const share = Math.ceil(purse.left / 2);
  try {
    const classes = classesOf([...before, ...candidates.map(({ people }) => people)]);
    const { findings, operations } = audit(classes, before.length, k, share);
    purse.left -= operations;
    return findings.map(({ cells }) => ({
      cells: cells.filter((cell) => cell >= before.length).map((cell) => cell - before.length),
    }));
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    purse.left -= share;
    purse.complete = false;
    return 'BUDGET_SPENT';
  }
};

/**
 * Withholds a cell of every finding, as few as can be: the one that is in most findings, and of those the least important
 * one; then again for the findings that are left. (The greedy cover of Chvátal 1979.)
 */
const without = (candidates: readonly Cell[], findings: readonly Finding[]): readonly Cell[] => {
  const withheld = new Set<number>();
  let open = findings;
  while (open.length > 0) {
    const parts = new Map<number, number>();
    for (const { cells } of open) for (const cell of cells) parts.set(cell, (parts.get(cell) ?? 0) + 1);
    const [worst] = [...parts].sort(([a, m], [b, n]) => n - m || b - a);
    // Nothing to choose from: what could not be proved concerns earlier releases only, so that nothing is added to them.
    if (!worst) return [];
    withheld.add(worst[0]);
    open = open.filter(({ cells }) => !cells.includes(worst[0]));
  }
  return candidates.filter((_, at) => !withheld.has(at));
};

/** Tries each withheld cell again, the most important first: one may have been withheld for another that now is, too. */
const readmit = (
  candidates: readonly Cell[],
  safe: readonly Cell[],
  level: Level,
  allowance: Purse,
): readonly Cell[] => {
  let published = safe;
  for (const cell of candidates) {
    if (published.includes(cell)) continue;
    const found = findingsOf([...published, cell], level, allowance);
    if (found === 'BUDGET_SPENT') break;
    if (found.length === 0) published = [...published, cell];
  }
  return candidates.filter((cell) => published.includes(cell));
};
