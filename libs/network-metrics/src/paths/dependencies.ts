import { type Adjacency, type Graph } from '../graph.ts';
import { type Strengths } from '../strengths.ts';
import { clear } from './breadth-first.ts';
import { countPaths, type Dijkstra, dijkstra, isAsLong, searchByLength, withLengths } from './dijkstra.ts';
import { addByLevels } from './levels.ts';

/** The rows of a graph, without the names of its nodes: what a worker needs of it. */
export type Rows = Pick<Graph, 'out' | 'in'>;

/** Sources are added up in blocks of this many, so that the sum is the same however blocks are shared out. */
export const BLOCK = 64;

/**
 * Adds up, for each node, its share of the shortest paths from some sources to all other nodes: the dependencies of
 * Brandes (2001), from the farthest node back to the source. The sum over all sources is betweenness; in an undirected
 * network it counts each pair twice.
 * @returns undefined where there are more shortest paths than a double can count
 */
export const dependencies = (
  graph: Rows,
  sources: Int32Array,
  { strengths }: Strengths = {},
): Float64Array | undefined => {
  const sum = new Float64Array(graph.out.offsets.length - 1);
  if (strengths === 'USED') addByLength(graph, sources, sum);
  else addByLevels(graph.out, sources, sum);
  return sum.every(Number.isFinite) ? sum : undefined;
};

const addByLength = ({ out, in: into }: Rows, sources: Int32Array, sum: Float64Array): void => {
  const [forth, back] = [withLengths(out), withLengths(into)];
  const search = dijkstra(sum.length);
  const worth = new Float64Array(sum.length);
  for (const source of sources) {
    searchByLength(forth, source, search);
    countPaths(back, search);
    backward(forth, search, worth, sum);
    clear(search);
  }
};

/** `worth` of a node is (1 + its dependency) / its number of paths: what each path to it is worth to the node before it. */
const backward = (
  { offsets, targets, weights }: Adjacency,
  search: Dijkstra,
  worth: Float64Array,
  sum: Float64Array,
): void => {
  const { order, distance, paths, reached } = search;
  for (let at = reached - 1; at > 0; at--) {
    const node = order[at]!;
    const length = distance[node]!;
    let beyond = 0;
    for (let tie = offsets[node]!; tie < offsets[node + 1]!; tie++) {
      const target = targets[tie]!;
      const there = distance[target]!;
      if (length < there && isAsLong(length + weights[tie]!, there)) beyond += worth[target]!;
    }
    const dependency = beyond * paths[node]!;
    sum[node]! += dependency;
    worth[node] = (1 + dependency) / paths[node]!;
  }
};
