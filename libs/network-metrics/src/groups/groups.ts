import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';

/** For each node its group, in the order of `graph.nodes`; null where it is unknown: such a node and its ties are left out. */
export type Groups = readonly (string | null)[];

/** Groups as numbers: −1 where unknown, else the place in `names`, which are sorted. */
export interface Numbered {
  readonly of: Int32Array;
  readonly names: readonly string[];
  readonly unknown: number;
}

/** @throws NetworkError LENGTHS_DIFFER */
export const numberedGroups = (graph: Graph, groups: Groups): Numbered => {
  if (groups.length !== graph.nodes.length) throw new NetworkError('LENGTHS_DIFFER', { parameter: 'groups' });
  const names = [...new Set(groups)].filter((name) => name !== null).sort();
  const numbers = new Map<string | null, number>(names.map((name, number) => [name, number]));
  const of = Int32Array.from(groups, (name) => numbers.get(name) ?? -1);
  return { of, names, unknown: of.filter((number) => number < 0).length };
};

/** Calls with the groups of both ends of every tie, and the tie's strength; an undirected tie once. */
export const eachTie = (
  { directed, out: { offsets, targets, weights } }: Graph,
  { of }: Numbered,
  call: (from: number, to: number, weight: number, source: number, target: number) => void,
): void => {
  of.forEach((group, node) => {
    for (let at = offsets[node]!; group >= 0 && at < offsets[node + 1]!; at++) {
      const target = targets[at]!;
      if (of[target]! >= 0 && (directed || target > node))
        call(group, of[target]!, weights[at]!, node, target);
    }
  });
};
