import { type Adjacency } from '../graph.ts';

/** What a search from one source leaves behind; the arrays are used again for the next source. */
export interface Search {
  /** Nodes in the order in which they were reached, the source first; `reached` of them. */
  readonly order: Int32Array;
  /** Length of the shortest path from the source, −1 where there is none. */
  readonly distance: Float64Array;
  reached: number;
}

export const breadthFirst = (nodes: number): Search => ({
  order: new Int32Array(nodes),
  distance: new Float64Array(nodes).fill(-1),
  reached: 0,
});

/** Forgets the last source. O(nodes reached). */
export const clear = (search: Search): void => {
  for (let at = 0; at < search.reached; at++) search.distance[search.order[at]!] = -1;
  search.reached = 0;
};

/** Distances from a source along the rows, each tie of length 1. O(n + m). */
export const searchBreadthFirst = ({ offsets, targets }: Adjacency, source: number, search: Search): void => {
  const { order, distance } = search;
  let reached = 1;
  order[0] = source;
  distance[source] = 0;
  for (let head = 0; head < reached; head++) {
    const node = order[head]!;
    const end = offsets[node + 1]!;
    for (let at = offsets[node]!; at < end; at++) {
      const target = targets[at]!;
      if (distance[target]! >= 0) continue;
      distance[target] = distance[node]! + 1;
      order[reached++] = target;
    }
  }
  search.reached = reached;
};
