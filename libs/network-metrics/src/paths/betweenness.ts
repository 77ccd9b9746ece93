import { type Graph } from '../graph.ts';
import { type NodeValues, none, type Outcome, value } from '../outcome.ts';
import { checkLengths, type Strengths } from '../strengths.ts';
import { BLOCK, dependencies } from './dependencies.ts';

/** All nodes in blocks, in order. */
export const blocksOf = (sources: Int32Array): readonly Int32Array[] =>
  Array.from({ length: Math.ceil(sources.length / BLOCK) }, (_, block) =>
    sources.subarray(block * BLOCK, (block + 1) * BLOCK),
  );

/** Adds up blocks in their order, and counts the pairs of an undirected network once. */
export const sumOfBlocks = (
  graph: Graph,
  blocks: readonly (Float64Array | undefined)[],
): Float64Array | undefined => {
  const sum = new Float64Array(graph.nodes.length);
  for (const block of blocks) {
    if (!block) return undefined;
    for (let node = 0; node < sum.length; node++) sum[node]! += block[node]!;
  }
  return graph.directed ? sum : sum.map((dependency) => dependency / 2);
};

/**
 * Betweenness: the number of shortest paths between two other nodes that a node stands on, each pair of nodes sharing 1
 * among its shortest paths (Freeman 1977; the algorithm of Brandes 2001). Raw counts from 0 to (n − 1)(n − 2), along the
 * direction of ties; in an undirected network each pair counts once, so up to half of that. As igraph gives it.
 *
 * Strengths USED: a tie is 1/strength long, and lengths that differ by less than 1 in 10¹⁰ are equal. IGNORED: every tie is
 * 1 long, whatever its strength and sign. O(n m), with strengths O(n m log n): minutes from 10,000 nodes on, see
 * `sampledBetweenness` and `Workers`.
 * @returns none where there are more shortest paths than a double can count
 * @throws NetworkError STRENGTH_NEGATIVE, STRENGTHS_TOO_DIFFERENT
 */
export const betweenness = (graph: Graph, options: Strengths = {}): Outcome<NodeValues, 'TOO_MANY_PATHS'> => {
  checkLengths(graph, options);
  const sources = Int32Array.from(graph.nodes, (_, node) => node);
  const values = sumOfBlocks(
    graph,
    blocksOf(sources).map((block) => dependencies(graph, block, options)),
  );
  return values ? value({ values, method: 'Brandes 2001' }) : none('TOO_MANY_PATHS');
};
