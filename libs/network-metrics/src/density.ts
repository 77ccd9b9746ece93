import { type Graph } from './graph.ts';
import { none, type Outcome, value } from './outcome.ts';

/**
 * Share of the possible ties that are there: m / (n(n − 1)), twice that in an undirected network (Wasserman & Faust 1994, 4.1,
 * without ties of a node to itself). From 0 to 1. O(1).
 * @returns none for fewer than two nodes: no tie is possible
 */
export const density = ({
  directed,
  nodes,
  ties,
}: Graph): Outcome<{ value: number; n: number; ties: number }, 'TOO_FEW_NODES'> => {
  const n = nodes.length;
  if (n < 2) return none('TOO_FEW_NODES');
  return value({ value: (ties / (n * (n - 1))) * (directed ? 1 : 2), n, ties });
};
