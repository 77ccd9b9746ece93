import { type Graph } from '../graph.ts';
import { none, type Outcome, type PartialNodeValues, value } from '../outcome.ts';
import { pairsOf } from '../pairs.ts';
import { checkPositive, type Strengths } from '../strengths.ts';

/**
 * Burt's constraint (1992): Σ_j (p_ij + Σ_q p_iq p_qj)² over the others j, q to whom the node has a tie in either direction;
 * p_ij is the share of j in all that i gives and gets, from a_ij + a_ji. Above 0; at most 1 for three and more alters of
 * equal share, up to 1.125 for two (Burt). As igraph gives it.
 *
 * Strengths USED: a is the strength. IGNORED: a is 1 where there is a tie. O(Σ over ties of the degree at their end).
 * @returns null for an isolate (ISOLATE); none for a network without nodes
 * @throws NetworkError STRENGTH_NEGATIVE
 */
export const constraint = (
  graph: Graph,
  options: Strengths = {},
): Outcome<PartialNodeValues<'ISOLATE'>, 'NO_NODES'> => {
  checkPositive(graph, options);
  const n = graph.nodes.length;
  if (n === 0) return none('NO_NODES');
  const { offsets, targets, weights } = pairsOf(graph, options);
  const share = weights.slice();
  for (let node = 0; node < n; node++) normalize(share.subarray(offsets[node], offsets[node + 1]));

  // 0 for everybody but the alters of the node at hand.
  const invested = new Float64Array(n);
  const constraintOf = (ego: number): number => {
    const [start, end] = [offsets[ego]!, offsets[ego + 1]!];
    for (let at = start; at < end; at++) invested[targets[at]!] = share[at]!;
    for (let at = start; at < end; at++) {
      const alter = targets[at]!;
      const part = share[at]!;
      const last = offsets[alter + 1]!;
      for (let second = offsets[alter]!; second < last; second++) {
        const other = targets[second]!;
        const direct = invested[other]!;
        if (direct !== 0) invested[other] = direct + part * share[second]!;
      }
    }
    let sum = 0;
    for (let at = start; at < end; at++) {
      sum += invested[targets[at]!]! ** 2;
      invested[targets[at]!] = 0;
    }
    return sum;
  };
  const isIsolate = (node: number): boolean => offsets[node] === offsets[node + 1];
  const values = graph.nodes.map((_, node) => (isIsolate(node) ? null : constraintOf(node)));
  return value({ ...partial(values), method: 'Burt 1992' });
};

const normalize = (row: Float64Array): void => {
  let sum = 0;
  for (const one of row) sum += one;
  for (let at = 0; at < row.length; at++) row[at]! /= sum;
};

/** Values with the reason of each null, which is that the node is an isolate. */
export const partial = (values: readonly (number | null)[]): Omit<PartialNodeValues<'ISOLATE'>, 'method'> => {
  const missing = values.flatMap((one, node) => (one === null ? [{ node, reason: 'ISOLATE' as const }] : []));
  return { values, n: values.length - missing.length, none: missing };
};
