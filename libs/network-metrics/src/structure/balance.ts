import { type Graph } from '../graph.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { pairsOf } from '../pairs.ts';

export interface Balance {
  /** Balanced share of the triangles, from 0 to 1. */
  readonly value: number;
  readonly balanced: number;
  readonly triangles: number;
  /** Pairs of a directed network whose two ties have different signs; they are in no triangle. */
  readonly ambiguous: number;
}

/**
 * Structural balance (Cartwright & Harary 1956): the share of the triangles of a signed network whose three signs multiply to
 * plus: all friends, or two friends with a common foe. In a directed network the sign of a pair is that of its ties where
 * they agree. How strong ties are plays no part; a network without negative ties is balanced.
 * O(Σ over ties of the degree at their end).
 * @returns none without a triangle
 */
export const balance = (graph: Graph): Outcome<Balance, 'NO_TRIANGLES'> => {
  const signs = pairsOf({ ...graph, out: signsOf(graph.out), in: signsOf(graph.in) }, { strengths: 'USED' });
  const { offsets, targets, weights } = signs;
  const marks = new Int8Array(graph.nodes.length);
  let [triangles, balanced] = [0, 0];
  for (let node = 0; node < marks.length; node++) {
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++)
      marks[targets[at]!] = Math.sign(weights[at]!);
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      const second = targets[at]!;
      const first = marks[second]!;
      if (second < node || first === 0) continue;
      for (let next = offsets[second]!; next < offsets[second + 1]!; next++) {
        const third = targets[next]!;
        const product = third > second ? first * Math.sign(weights[next]!) * marks[third]! : 0;
        if (product !== 0) triangles++;
        if (product > 0) balanced++;
      }
    }
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) marks[targets[at]!] = 0;
  }
  if (triangles === 0) return none('NO_TRIANGLES');
  const ambiguous = weights.reduce((sum, sign) => sum + (sign === 0 ? 0.5 : 0), 0);
  return value({ value: balanced / triangles, balanced, triangles, ambiguous });
};

const signsOf = (rows: Graph['out']): Graph['out'] => ({
  offsets: rows.offsets,
  targets: rows.targets,
  weights: rows.weights.map(Math.sign),
});
