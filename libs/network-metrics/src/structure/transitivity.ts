import { type Graph } from '../graph.ts';
import { none, type Outcome, type PartialNodeValues, value } from '../outcome.ts';
import { pairsOf } from '../pairs.ts';
import { alterTies } from './triangles.ts';

/** For each node its alters, the pairs among them, and how many of those are tied. */
const openings = (graph: Graph): { pairs: Float64Array; tied: Float64Array } => {
  const both = pairsOf(graph);
  const pairs = Float64Array.from(graph.nodes, (_, node) => {
    const alters = both.offsets[node + 1]! - both.offsets[node]!;
    return (alters * (alters - 1)) / 2;
  });
  return { pairs, tied: alterTies(both) };
};

const sumOf = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);

/**
 * Transitivity: 3 · triangles / triples, the share of pairs of alters that are tied themselves, over the whole network
 * (Luce & Perry 1949; Wasserman & Faust 1994, 6.11). From 0 to 1. As networkx and igraph give it. In a directed network two
 * nodes are tied if there is a tie in either direction; strengths and signs play no part.
 * O(Σ over ties of the degree at their end).
 * @returns none where no node has two alters
 */
export const transitivity = (
  graph: Graph,
): Outcome<{ value: number; triangles: number; triples: number }, 'NO_TRIPLES'> => {
  const { pairs, tied } = openings(graph);
  const triples = sumOf(pairs);
  if (triples === 0) return none('NO_TRIPLES');
  const closed = sumOf(tied);
  return value({ value: closed / triples, triangles: closed / 3, triples });
};

/**
 * Local clustering (Watts & Strogatz 1998): for each node the share of the pairs of its alters that are tied. From 0 to 1; ties
 * as in {@link transitivity}.
 * @returns null for a node with fewer than two alters (TOO_FEW_ALTERS); none for a network without nodes
 */
export const localClustering = (graph: Graph): Outcome<PartialNodeValues<'TOO_FEW_ALTERS'>, 'NO_NODES'> => {
  if (graph.nodes.length === 0) return none('NO_NODES');
  const { pairs, tied } = openings(graph);
  const values = graph.nodes.map((_, node) => (pairs[node] === 0 ? null : tied[node]! / pairs[node]!));
  const missing = values.flatMap((one, node) =>
    one === null ? [{ node, reason: 'TOO_FEW_ALTERS' as const }] : [],
  );
  return value({ values, n: values.length - missing.length, none: missing, method: 'Watts & Strogatz 1998' });
};

/**
 * The mean of {@link localClustering} over all nodes, with 0 for those with fewer than two alters, as networkx counts them.
 * @returns none for a network without nodes
 */
export const averageClusteringWithZeros = (
  graph: Graph,
): Outcome<{ value: number; n: number }, 'NO_NODES'> => {
  const found = localClustering(graph);
  if (!found.computed) return found;
  const sum = found.values.reduce<number>((all, one) => all + (one ?? 0), 0);
  return value({ value: sum / found.values.length, n: found.values.length });
};
