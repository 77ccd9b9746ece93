import { type Claim } from './claim.ts';
import { grouped } from './view.ts';
import { leavesOf } from './leaves.ts';
import { type PublicKnowledge, type Seen } from './seen.ts';
import { type Solver } from './solver.ts';

/** The least and the most people that a withheld cell can have, given everything published. */
export interface Interval {
  readonly cell: number;
  readonly low: number;
  readonly high: number;
}

const sum = (columns: readonly number[]): string =>
  columns.length === 0 ? '0 x0' : columns.map((column) => `x${column}`).join(' + ');

/**
 * Interval bounds on withheld counts: the smallest and the largest value of each under Σ leaves = count for every
 * published cell of the period, with every leaf a whole number of at least 0 (people are counted once) and those who
 * answered no more than everybody there. Two mixed-integer programs for a withheld cell, solved by HiGHS (`highs`: the
 * solver of the University of Edinburgh, compiled to WebAssembly), whose tolerance is far below the half person that
 * rounding needs. Cells that the solver gives no optimum for are left out: their count has no upper bound, or the
 * counts contradict what is assumed about keys (see {@link leavesOf}).
 */
export const intervals = (
  seen: readonly Seen[],
  knowledge: PublicKnowledge,
  solver: Solver,
): readonly Interval[] => {
  const { columnsOf, parts } = leavesOf(seen, knowledge);
  return grouped(seen, ({ period }) => period).flatMap((cells) => {
    const published = cells.filter((cell) => cell.count !== undefined);
    const columns = new Set(cells.flatMap(columnsOf));
    const known = [
      ...published.map((cell, row) => ` c${row}: ${sum(columnsOf(cell))} = ${cell.count ?? 0}`),
      ...parts
        .filter(([part, all]) => columns.has(part) && columns.has(all))
        .map(([part, all]) => ` p${part}: x${part} - x${all} <= 0`),
    ];
    const best = (sense: 'Minimize' | 'Maximize', cell: Seen): number | undefined => {
      const text = [
        ...[sense, ` o: ${sum(columnsOf(cell))}`, 'Subject To', ...known],
        ...['General', ` ${[...columns].map((column) => `x${column}`).join(' ')}`, 'End'],
      ].join('\n');
      const answer = solver.solve(text, { output_flag: false });
      return answer.Status === 'Optimal' ? Math.round(answer.ObjectiveValue) : undefined;
    };
    const withheld = published.length === 0 ? [] : cells.filter((cell) => cell.count === undefined);
    // The same group may be withheld in several cubes and from several roles: its bounds are the same.
    return grouped(withheld, (cell) => columnsOf(cell).join()).flatMap((same): readonly Interval[] => {
      const [first] = same;
      if (!first) return [];
      const [low, high] = [best('Minimize', first), best('Maximize', first)];
      if (low === undefined || high === undefined) return [];
      return same.map((cell) => ({ cell: cell.id, low, high }));
    });
  });
};

/** The withheld cells of 1 … k − 1 people whose count is known exactly, because the interval has one number only. */
export const pinned = (found: readonly Interval[], k: number): readonly Claim[] =>
  found
    .filter(({ low, high }) => low === high && low >= 1 && low < k)
    .map(({ cell, low }) => ({
      attack: 'INTERVAL',
      terms: [{ cell, times: 1n }],
      divisor: 1n,
      count: low,
    }));
