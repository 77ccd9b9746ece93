import { type Adjacency, type Graph } from './graph.ts';
import { strengthsOf, type Strengths } from './strengths.ts';

/**
 * A network without directions: each row holds everybody whom a node has a tie to or from, ascending, with the sum of both
 * strengths (a_ij + a_ji; in an undirected network the strength). Both rows of a pair hold it. O(n + m).
 */
export const pairsOf = (graph: Graph, options: Strengths = {}): Adjacency => {
  const { offsets, targets } = graph.out;
  const weights = strengthsOf(graph.out, options);
  if (!graph.directed) return { offsets, targets, weights };
  return merged({ offsets, targets, weights }, { ...graph.in, weights: strengthsOf(graph.in, options) });
};

/** Two sets of ascending rows as one; what stands in both is added up. */
const merged = (a: Adjacency, b: Adjacency): Adjacency => {
  const n = a.offsets.length - 1;
  const offsets = new Int32Array(n + 1);
  const targets = new Int32Array(a.targets.length + b.targets.length);
  const weights = new Float64Array(targets.length);
  let count = 0;
  for (let node = 0; node < n; node++) {
    let i = a.offsets[node]!;
    let j = b.offsets[node]!;
    const [endA, endB] = [a.offsets[node + 1]!, b.offsets[node + 1]!];
    while (i < endA || j < endB) {
      const left = i < endA ? a.targets[i]! : n;
      const right = j < endB ? b.targets[j]! : n;
      targets[count] = Math.min(left, right);
      if (left <= right) weights[count]! += a.weights[i++]!;
      if (right <= left) weights[count]! += b.weights[j++]!;
      count++;
    }
    offsets[node + 1] = count;
  }
  return { offsets, targets: targets.slice(0, count), weights: weights.slice(0, count) };
};
