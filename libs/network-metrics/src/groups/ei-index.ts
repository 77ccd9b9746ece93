import { type Graph } from '../graph.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { eachTie, type Groups, numberedGroups } from './groups.ts';

export interface EiIndex {
  /** From −1 (all ties within groups) to 1 (all between groups). */
  readonly value: number;
  readonly external: number;
  readonly internal: number;
}

const indexOf = (external: number, internal: number): Outcome<EiIndex, 'NO_TIES'> =>
  external + internal === 0
    ? none('NO_TIES')
    : value({ value: (external - internal) / (external + internal), external, internal });

/**
 * E-I index (Krackhardt & Stern 1988): (external − internal) / (external + internal) ties of the whole network, of each group
 * and of each node. For a group and a node their ties in either direction count, each once. Strengths and signs play no part.
 * O(n + m).
 * @returns the index of the whole network, none without a tie between nodes whose groups are known; those of groups and
 * nodes each on its own
 * @throws NetworkError LENGTHS_DIFFER
 */
export const eiIndex = (
  graph: Graph,
  groups: Groups,
): {
  readonly network: Outcome<EiIndex, 'NO_TIES'>;
  readonly groups: ReadonlyMap<string, Outcome<EiIndex, 'NO_TIES'>>;
  readonly nodes: readonly Outcome<EiIndex, 'NO_TIES'>[];
  /** Nodes that were left out, as their group is unknown. */
  readonly unknown: number;
} => {
  const numbered = numberedGroups(graph, groups);
  const all = { external: 0, internal: 0 };
  const count = () => ({ external: 0, internal: 0 });
  const byGroup = numbered.names.map(count);
  const byNode = graph.nodes.map(count);
  eachTie(graph, numbered, (from, to, _, source, target) => {
    const kind = from === to ? 'internal' : 'external';
    const touched = [all, byNode[source]!, byNode[target]!, ...new Set([byGroup[from]!, byGroup[to]!])];
    for (const counts of touched) counts[kind]++;
  });
  const index = ({ external, internal }: ReturnType<typeof count>) => indexOf(external, internal);
  return {
    network: index(all),
    groups: new Map(numbered.names.map((name, at) => [name, index(byGroup[at]!)])),
    nodes: byNode.map(index),
    unknown: numbered.unknown,
  };
};
