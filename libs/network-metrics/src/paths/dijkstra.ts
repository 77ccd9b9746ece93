import { type Adjacency } from '../graph.ts';
import { type Search } from './breadth-first.ts';

/** Two paths are equally long when their lengths differ by less than this share: sums of 1/strength are rounded. */
const TOLERANCE = 1e-10;
export const isAsLong = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE * b;

export interface Dijkstra extends Search {
  /** Number of shortest paths from the source. */
  readonly paths: Float64Array;
  /** A binary heap of nodes by distance, and where each node stands in it (−1: not in it). */
  readonly heap: Int32Array;
  readonly place: Int32Array;
}

export const dijkstra = (nodes: number): Dijkstra => ({
  order: new Int32Array(nodes),
  distance: new Float64Array(nodes).fill(-1),
  paths: new Float64Array(nodes),
  reached: 0,
  heap: new Int32Array(nodes),
  place: new Int32Array(nodes).fill(-1),
});

/** The rows with lengths in the place of strengths. */
export const withLengths = (rows: Adjacency): Adjacency => ({
  offsets: rows.offsets,
  targets: rows.targets,
  weights: rows.weights.map((strength) => 1 / strength),
});

/** Distances from a source along the rows (Dijkstra 1959), whose weights are lengths. O((n + m) log n). */
export const searchByLength = (
  { offsets, targets, weights }: Adjacency,
  source: number,
  search: Dijkstra,
): void => {
  const { order, distance, heap, place } = search;
  let [reached, size] = [0, 1];
  heap[0] = source;
  place[source] = 0;
  distance[source] = 0;
  while (size > 0) {
    const node: number = heap[0];
    size--;
    const last = heap[size]!;
    place[node] = -1;
    if (size > 0) sink(search, last, size);
    order[reached++] = node;
    for (let at: number = offsets[node]!; at < offsets[node + 1]!; at++) {
      const target = targets[at]!;
      const length = distance[node]! + weights[at]!;
      const known = distance[target]!;
      if (known >= 0 && (place[target]! < 0 || length >= known)) continue;
      distance[target] = length;
      if (known < 0) place[target] = size++;
      rise(search, target, place[target]!);
    }
  }
  search.reached = reached;
};

/** Puts a node at the top and lets it sink to where it belongs. */
const sink = ({ heap, place, distance }: Dijkstra, node: number, size: number): void => {
  let at = 0;
  for (;;) {
    let child: number = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && distance[heap[child + 1]!]! < distance[heap[child]!]!) child++;
    if (distance[heap[child]!]! >= distance[node]!) break;
    heap[at] = heap[child]!;
    place[heap[at]!] = at;
    at = child;
  }
  heap[at] = node;
  place[node] = at;
};

/** Lets a node rise from a place to where it belongs. */
const rise = ({ heap, place, distance }: Dijkstra, node: number, from: number): void => {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (distance[heap[parent]!]! <= distance[node]!) break;
    heap[at] = heap[parent]!;
    place[heap[at]!] = at;
    at = parent;
  }
  heap[at] = node;
  place[node] = at;
};

/** Numbers of shortest paths, once the distances are known: in the order of the distances. O(n + m). */
export const countPaths = (inward: Adjacency, search: Dijkstra): void => {
  const { order, distance, paths, reached } = search;
  paths[order[0]!] = 1;
  for (let at = 1; at < reached; at++) {
    const node = order[at]!;
    const length = distance[node]!;
    let ways = 0;
    for (let tie = inward.offsets[node]!; tie < inward.offsets[node + 1]!; tie++) {
      const before = inward.targets[tie]!;
      const start = distance[before]!;
      if (start >= 0 && start < length && isAsLong(start + inward.weights[tie]!, length))
        ways += paths[before]!;
    }
    paths[node] = ways;
  }
};
