import { type Graph } from '../graph.ts';
import { none, type Outcome, type PartialNodeValues, value } from '../outcome.ts';
import { pairsOf } from '../pairs.ts';
import { alterTies } from '../structure/triangles.ts';
import { partial } from './constraint.ts';

/**
 * Effective size of a node's network (Burt 1992): n − 2t/n for n alters with t ties among them, as Borgatti (1997) simplifies
 * it for networks without strengths. From 1 (all alters know each other) to n (none do). As networkx gives it for undirected
 * networks; in a directed one two nodes are tied if there is a tie in either direction (networkx weighs mutual ties there). Strengths play no part.
 * O(Σ over ties of the degree at their end).
 * @returns null for an isolate (ISOLATE); none for a network without nodes
 */
export const effectiveSize = (graph: Graph): Outcome<PartialNodeValues<'ISOLATE'>, 'NO_NODES'> => {
  if (graph.nodes.length === 0) return none('NO_NODES');
  const pairs = pairsOf(graph);
  const among = alterTies(pairs);
  const values = graph.nodes.map((_, node) => {
    const alters = pairs.offsets[node + 1]! - pairs.offsets[node]!;
    return alters === 0 ? null : alters - (2 * among[node]!) / alters;
  });
  return value({ ...partial(values), method: 'Borgatti 1997' });
};
