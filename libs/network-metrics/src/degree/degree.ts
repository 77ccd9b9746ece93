import { type Adjacency, type Graph } from '../graph.ts';
import { type NodeValues, type Outcome, value } from '../outcome.ts';
import { type Direction } from '../structure/core-numbers.ts';

const rowsOf = ({ directed, out, in: into }: Graph, direction: Direction): readonly Adjacency[] => {
  if (!directed || direction === 'OUT') return [out];
  return direction === 'IN' ? [into] : [out, into];
};

const sums = (graph: Graph, direction: Direction, of: (weight: number) => number): Float64Array => {
  const values = new Float64Array(graph.nodes.length);
  for (const { offsets, weights } of rowsOf(graph, direction))
    for (let node = 0; node < values.length; node++)
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) values[node]! += of(weights[at]!);
  return values;
};

/**
 * Degree: how many ties a node has, to it (IN), from it (OUT) or both (ALL; a mutual pair counts twice). In an undirected
 * network the direction plays no part. Strengths and signs never do. From 0 to n − 1, ALL of a directed network to 2(n − 1).
 * O(n + m).
 */
export const degree = (graph: Graph, direction: Direction = 'ALL'): Outcome<NodeValues, never> =>
  value({ values: sums(graph, direction, () => 1), method: `degree ${direction}` });

/** Strength (Barrat et al. 2004): the sum of the strengths of a node's ties, signs and all; directions as in {@link degree}. */
export const strength = (graph: Graph, direction: Direction = 'ALL'): Outcome<NodeValues, never> =>
  value({ values: sums(graph, direction, (weight) => weight), method: `strength ${direction}` });

/** Degree in a signed network: positive and negative ties apart; directions as in {@link degree}. O(n + m). */
export const signedDegree = (
  graph: Graph,
  direction: Direction = 'ALL',
): Outcome<{ positive: Float64Array; negative: Float64Array }, never> =>
  value({
    positive: sums(graph, direction, (weight) => (weight > 0 ? 1 : 0)),
    negative: sums(graph, direction, (weight) => (weight < 0 ? 1 : 0)),
  });
