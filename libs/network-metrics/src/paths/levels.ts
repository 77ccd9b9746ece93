import { type Adjacency } from '../graph.ts';

/** What a search by levels leaves behind; the arrays are used again for the next source. */
interface Levels {
  /** Nodes in the order in which they were reached, and from which place on each level stands. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
  readonly isReached: Uint8Array;
  /** Number of shortest paths that were added up so far, by node. */
  readonly paths: Float64Array;
  /** The number of shortest paths, by place in `order`; later what each of them is worth. */
  readonly ways: Float64Array;
}

/**
 * Adds up the dependencies of Brandes (2001) for ties of length 1, one source after the other, without asking of any tie how
 * far its end is: the numbers of paths of a level are taken before the level adds to any, so that what it adds to nodes that
 * were reached before is never read; and on the way back the worth of nodes up to the level at hand is still 0.
 * @param sum what is added to, by node
 */
export const addByLevels = (rows: Adjacency, sources: Int32Array, sum: Float64Array): void => {
  const n = rows.offsets.length - 1;
  const found: Levels = {
    order: new Int32Array(n),
    starts: new Int32Array(n + 1),
    isReached: new Uint8Array(n),
    paths: new Float64Array(n),
    ways: new Float64Array(n),
  };
  const worth = new Float64Array(n);
  for (const source of sources) {
    const levels = forward(rows, source, found);
    backward(rows, levels, found, worth, sum);
    for (let at = 0; at < found.starts[levels]!; at++) {
      const node = found.order[at]!;
      found.isReached[node] = 0;
      found.paths[node] = 0;
      worth[node] = 0;
    }
  }
};

/** @returns the number of levels */
const forward = ({ offsets, targets }: Adjacency, source: number, found: Levels): number => {
  const { order, starts, isReached, paths, ways } = found;
  order[0] = source;
  isReached[source] = 1;
  paths[source] = 1;
  let reached = 1;
  let levels = 0;
  for (let start = 0, end = 1; start < end; start = end, end = reached) {
    starts[levels++] = start;
    for (let at = start; at < end; at++) ways[at] = paths[order[at]!]!;
    for (let at = start; at < end; at++) {
      const node = order[at]!;
      const many = ways[at]!;
      const last = offsets[node + 1]!;
      for (let tie = offsets[node]!; tie < last; tie++) {
        const target = targets[tie]!;
        paths[target]! += many;
        if (isReached[target] === 0) {
          isReached[target] = 1;
          order[reached++] = target;
        }
      }
    }
  }
  starts[levels] = reached;
  return levels;
};

const backward = (
  { offsets, targets }: Adjacency,
  levels: number,
  { order, starts, ways }: Levels,
  worth: Float64Array,
  sum: Float64Array,
): void => {
  for (let level = levels - 1; level > 0; level--) {
    const end = starts[level + 1]!;
    for (let at = starts[level]!; at < end; at++) {
      const node = order[at]!;
      const many = ways[at]!;
      const last = offsets[node + 1]!;
      let beyond = 0;
      for (let tie = offsets[node]!; tie < last; tie++) beyond += worth[targets[tie]!]!;
      const dependency = beyond * many;
      sum[node]! += dependency;
      ways[at] = (1 + dependency) / many;
    }
    for (let at = starts[level]!; at < end; at++) worth[order[at]!] = ways[at]!;
  }
};
