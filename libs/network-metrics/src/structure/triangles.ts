import { type Adjacency } from '../graph.ts';

/**
 * For each node the number of ties among those it is tied to: the triangles that it is in.
 * O(Σ over ties of the degree at their end).
 * @param pairs rows without directions: each pair stands in both
 */
export const alterTies = ({ offsets, targets }: Adjacency): Float64Array => {
  const n = offsets.length - 1;
  const owner = new Int32Array(n).fill(-1);
  return Float64Array.from({ length: n }, (_, node) => {
    const [start, end] = [offsets[node]!, offsets[node + 1]!];
    for (let at = start; at < end; at++) owner[targets[at]!] = node;
    let twice = 0;
    for (let at = start; at < end; at++) {
      const alter = targets[at]!;
      for (let second = offsets[alter]!; second < offsets[alter + 1]!; second++)
        if (owner[targets[second]!] === node) twice++;
    }
    return twice / 2;
  });
};
