import { type Graph } from '../graph.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { eachTie, type Groups, numberedGroups } from './groups.ts';

export interface Mixing {
  /** Names of the groups, sorted. */
  readonly groups: readonly string[];
  /** Number of ties from group to group, by row and column; an undirected tie stands in both directions. */
  readonly counts: readonly (readonly number[])[];
  readonly unknown: number;
}

/** The mixing matrix: how many ties lead from each group to each. O(n + m + groups²). @throws NetworkError LENGTHS_DIFFER */
export const mixingMatrix = (graph: Graph, groups: Groups): Mixing => {
  const numbered = numberedGroups(graph, groups);
  const counts = numbered.names.map(() => numbered.names.map(() => 0));
  eachTie(graph, numbered, (from, to) => {
    counts[from]![to]!++;
    if (!graph.directed) counts[to]![from]!++;
  });
  return { groups: numbered.names, counts, unknown: numbered.unknown };
};

/**
 * Assortativity by groups (Newman 2003): (Σ e_ii − Σ a_i b_i) / (1 − Σ a_i b_i), where e is the share of ties from group to
 * group, a and b its sums by row and column. From below 0 (ties between groups) to 1 (ties within groups only), 0 as by
 * chance. As networkx gives it. Strengths and signs play no part. O(n + m + groups²).
 * @returns none without a tie between nodes whose groups are known, and where all ties are within one group: nothing else is
 * then possible by chance
 * @throws NetworkError LENGTHS_DIFFER
 */
export const assortativity = (
  graph: Graph,
  groups: Groups,
): Outcome<{ value: number; ties: number; unknown: number }, 'NO_TIES' | 'ONE_GROUP'> => {
  const { counts, unknown } = mixingMatrix(graph, groups);
  const total = counts.flat().reduce((sum, one) => sum + one, 0);
  if (total === 0) return none('NO_TIES');
  const share = counts.map((row) => row.map((one) => one / total));
  const rows = share.map((row) => row.reduce((sum, one) => sum + one, 0));
  const columns = share.map((_, at) => share.reduce((sum, row) => sum + row[at]!, 0));
  const within = share.reduce((sum, row, at) => sum + row[at]!, 0);
  const chance = rows.reduce((sum, one, at) => sum + one * columns[at]!, 0);
  if (1 - chance < 1e-12) return none('ONE_GROUP');
  return value({
    value: (within - chance) / (1 - chance),
    ties: graph.directed ? total : total / 2,
    unknown,
  });
};
