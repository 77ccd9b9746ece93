import { type Adjacency, type Graph } from '../graph.ts';
import { type NodeValues, type Outcome, value } from '../outcome.ts';

/** Which ties of a node count: those to it, those from it, or both (a mutual pair then counts twice). */
export type Direction = 'IN' | 'OUT' | 'ALL';

/**
 * Core numbers: the largest k such that a node is in a part of the network where everybody has k ties (Seidman 1983; the
 * algorithm of Batagelj & Zaveršnik 2003). As igraph gives it. In an undirected network the direction plays no part;
 * strengths and signs never do. O(n + m).
 */
export const coreNumbers = (graph: Graph, direction: Direction = 'ALL'): Outcome<NodeValues, never> => {
  const counted = rowsOf(graph, direction);
  // Who has fewer ties when a node goes: those whom it has a tie to lose one in, and the other way round.
  const losing = rowsOf(graph, direction === 'IN' ? 'OUT' : direction === 'OUT' ? 'IN' : 'ALL');
  const degree = Int32Array.from(graph.nodes, (_, node) =>
    counted.reduce((sum, { offsets }) => sum + offsets[node + 1]! - offsets[node]!, 0),
  );
  peel(degree, losing);
  return value({ values: Float64Array.from(degree), method: 'Batagelj & Zaveršnik 2003' });
};

const rowsOf = ({ directed, out, in: into }: Graph, direction: Direction): readonly Adjacency[] => {
  if (!directed || direction === 'OUT') return [out];
  return direction === 'IN' ? [into] : [out, into];
};

/**
 * Takes away the node of the lowest degree again and again; its degree then is its core number. Nodes stand sorted by degree,
 * in bins that begin at `start`.
 */
const peel = (degree: Int32Array, losing: readonly Adjacency[]): void => {
  const n = degree.length;
  const most = degree.reduce((max, one) => Math.max(max, one), 0);
  const start = new Int32Array(most + 2);
  for (const one of degree) start[one + 1]!++;
  for (let bin = 1; bin < start.length; bin++) start[bin]! += start[bin - 1]!;
  const filled = start.slice();
  const sorted = new Int32Array(n);
  const place = new Int32Array(n);
  degree.forEach((one, node) => {
    place[node] = filled[one]!++;
    sorted[place[node]] = node;
  });
  const lower = (node: number): void => {
    const bin = degree[node]!;
    const first = sorted[start[bin]!]!;
    [sorted[start[bin]!], sorted[place[node]!]] = [node, first];
    [place[first], place[node]] = [place[node]!, start[bin]!];
    start[bin]!++;
    degree[node]!--;
  };
  for (let at = 0; at < n; at++) {
    const node = sorted[at]!;
    for (const { offsets, targets } of losing)
      for (let tie = offsets[node]!; tie < offsets[node + 1]!; tie++) {
        const other = targets[tie]!;
        if (degree[other]! > degree[node]!) lower(other);
      }
  }
};
