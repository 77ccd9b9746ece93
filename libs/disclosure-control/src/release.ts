import { type Cell, checkCells, identityOf, type Published } from './cell.ts';
import { complement } from './complement.ts';
import { type Policy } from './policy.ts';
import { mayBePublished } from './primary.ts';
import { meanOf, rounded } from './rounding.ts';

export interface Release {
  /** One for each cell, in their order. */
  readonly published: readonly Published[];
  /** For the operator alone: which rule withheld a cell is never told to anybody who sees figures. */
  readonly cost: {
    /** Multiplications spent on the audit. */
    readonly operations: number;
    /** Whether the budget sufficed; where it did not, more was withheld than had to be, never less. */
    readonly complete: boolean;
  };
}

/**
 * Decides what of some cells is published after everything that was published to a tenant before, whatever its cubes,
 * periods and roles:
 *
 * 1. a table that was released is frozen: its cells keep their figures, or stay withheld, whoever left or joined since;
 * 2. primary suppression: enough people, coaches and teams, and values that are not all the same or at an extreme;
 * 3. complementary suppression until the audit proves that no linear combination of published cells, earlier ones included,
 *    is about 1 … k − 1 people, at the least loss of cells that it finds;
 * 4. means are rounded, counts are exact.
 *
 * The answer depends on nothing but the input. Memory is proportional to the people in the cells, and to what the
 * elimination fills: see the README for its cost.
 * @param history what earlier releases gave back, the oldest first
 * @throws DisclosureError see {@link checkCells}; nothing is published then
 */
export const release = (
  cells: readonly Cell[],
  history: readonly (readonly Published[])[],
  policy: Policy,
): Release => {
  checkCells(cells);
  const before = history.flat();
  const frozen = new Map(before.map((one) => [identityOf(one.cell), one]));
  const closed = new Set(before.map(({ cell }) => periodOf(cell)));
  const isOpen = (cell: Cell) => !closed.has(periodOf(cell));
  const earlier = before.flatMap(({ state, cell }) => (state === 'PUBLISHED' ? [cell] : []));
  const candidates = cells.filter((cell) => isOpen(cell) && mayBePublished(cell, policy));
  const { published, operations, complete } = complement(candidates, earlier, policy);
  return {
    published: cells.map((cell) =>
      isOpen(cell)
        ? shown(cell, published.has(cell), policy)
        : (frozen.get(identityOf(cell)) ?? shown(cell, false, policy)),
    ),
    cost: { operations, complete },
  };
};

/** What is frozen together: all tables of a cube for one role and period. */
const periodOf = ({ cube, period, role }: Cell): string => JSON.stringify([cube, period, role]);

const shown = (cell: Cell, isPublished: boolean, { step }: Policy): Published => {
  if (!isPublished) return { cell, state: 'WITHHELD' };
  const figure = { cell, state: 'PUBLISHED', count: cell.people.length } as const;
  return cell.values ? { ...figure, mean: rounded(meanOf(cell.values), step) } : figure;
};
