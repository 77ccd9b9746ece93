import { type Graph } from './graph.ts';
import { none, type Outcome, value } from './outcome.ts';

/**
 * Share of the ties that are returned, edgewise: 2M / m with M mutual pairs among m directed ties; not the dyadic M / (M + A).
 * From 0 to 1; 1 in an undirected network. Strengths and signs play no part. O(n + m).
 * @returns none for a network without ties
 */
export const reciprocity = (graph: Graph): Outcome<{ value: number; n: number; ties: number }, 'NO_TIES'> => {
  const { directed, nodes, ties } = graph;
  if (ties === 0) return none('NO_TIES');
  const returned = directed ? returnedTies(graph) : ties;
  return value({ value: returned / ties, n: nodes.length, ties });
};

/** The places that a node's ties out and its ties in have in common; both rows are ascending. */
const returnedTies = ({ nodes, out, in: into }: Graph): number => {
  let returned = 0;
  for (let node = 0; node < nodes.length; node++) {
    let there = out.offsets[node]!;
    let back = into.offsets[node]!;
    while (there < out.offsets[node + 1]! && back < into.offsets[node + 1]!) {
      const difference = out.targets[there]! - into.targets[back]!;
      if (difference === 0) returned++;
      if (difference <= 0) there++;
      if (difference >= 0) back++;
    }
  }
  return returned;
};
