import { type Adjacency, type Graph } from '../graph.ts';
import { type NodeValues, type Outcome, value } from '../outcome.ts';
import { checkLengths, type Strengths } from '../strengths.ts';
import { breadthFirst, clear, searchBreadthFirst } from './breadth-first.ts';
import { type Rows } from './dependencies.ts';
import { dijkstra, searchByLength, withLengths } from './dijkstra.ts';

/**
 * Harmonic closeness: Σ 1/d(u, v) over all other nodes u, a raw sum, where d is the length of the shortest path to v (inward
 * in a directed network) and 1/∞ = 0 (Marchiori & Latora 2000). From 0 to n − 1 where every tie is 1 long. As networkx gives
 * it; unlike closeness it makes sense in networks that fall apart.
 *
 * Strengths USED: a tie is 1/strength long. IGNORED: every tie is 1 long. O(n m), with strengths O(n m log n).
 * @throws NetworkError STRENGTH_NEGATIVE, STRENGTHS_TOO_DIFFERENT
 */
export const harmonicCloseness = (graph: Graph, options: Strengths = {}): Outcome<NodeValues, never> => {
  checkLengths(graph, options);
  const sources = Int32Array.from(graph.nodes, (_, node) => node);
  return value({ values: closenessOf(graph, sources, options), method: 'Marchiori & Latora 2000' });
};

/** The same for some nodes, in their order. */
export const closenessOf = (graph: Rows, nodes: Int32Array, { strengths }: Strengths): Float64Array => {
  const sumFrom = strengths === 'USED' ? byLength(withLengths(graph.in)) : bySteps(graph.in);
  return Float64Array.from(nodes, sumFrom);
};

const bySteps = (rows: Adjacency) => {
  const search = breadthFirst(rows.offsets.length - 1);
  return (node: number): number => {
    searchBreadthFirst(rows, node, search);
    let sum = 0;
    for (let at = 1; at < search.reached; at++) sum += 1 / search.distance[search.order[at]!]!;
    clear(search);
    return sum;
  };
};

const byLength = (rows: Adjacency) => {
  const search = dijkstra(rows.offsets.length - 1);
  return (node: number): number => {
    searchByLength(rows, node, search);
    let sum = 0;
    for (let at = 1; at < search.reached; at++) sum += 1 / search.distance[search.order[at]!]!;
    clear(search);
    return sum;
  };
};
