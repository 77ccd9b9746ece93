import { type Adjacency } from './graph.ts';

const integers = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4));
const numbers = (length: number) => new Float64Array(new SharedArrayBuffer(length * 8));

/** Ties by their source, targets ascending; undirected ties stand in both rows. Two counting sorts, O(n + m). */
export const sortedRows = (
  n: number,
  from: Int32Array,
  to: Int32Array,
  weights: Float64Array | undefined,
  directed: boolean,
): Adjacency => {
  const offsets = integers(n + 1);
  for (let tie = 0; tie < from.length; tie++) {
    // Sorted by target first: the transposition below then leaves every row of sources ascending.
    offsets[to[tie]! + 1]!++;
    if (!directed) offsets[from[tie]! + 1]!++;
  }
  for (let node = 0; node < n; node++) offsets[node + 1]! += offsets[node]!;
  const filled = offsets.slice();
  const targets = new Int32Array(offsets[n]!);
  const strengths = new Float64Array(offsets[n]!);
  const put = (source: number, target: number, weight: number) => {
    const at = filled[target]!++;
    targets[at] = source;
    strengths[at] = weight;
  };
  for (let tie = 0; tie < from.length; tie++) {
    const weight = weights ? weights[tie]! : 1;
    put(from[tie]!, to[tie]!, weight);
    if (!directed) put(to[tie]!, from[tie]!, weight);
  }
  return transposed({ offsets, targets, weights: strengths });
};

/** Every tie turned round. Rows come out ascending, whatever the order within the rows that went in. O(n + m). */
export const transposed = ({ offsets, targets, weights }: Adjacency): Adjacency => {
  const n = offsets.length - 1;
  const turned = {
    offsets: integers(n + 1),
    targets: integers(targets.length),
    weights: numbers(targets.length),
  };
  for (const target of targets) turned.offsets[target + 1]!++;
  for (let node = 0; node < n; node++) turned.offsets[node + 1]! += turned.offsets[node]!;
  const filled = turned.offsets.slice();
  for (let node = 0; node < n; node++)
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      const place = filled[targets[at]!]!++;
      turned.targets[place] = node;
      turned.weights[place] = weights[at]!;
    }
  return turned;
};
