import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { checkPositive, type Strengths, strengthsOf } from '../strengths.ts';

/**
 * Modularity of a division (Newman & Girvan 2004; directed: Leicht & Newman 2008): the share of ties within parts less what
 * would be there by chance, Σ_c [w_c / w − resolution · out_c · in_c / w²]; in an undirected network each tie counts in both
 * directions. From −1 to 1. As igraph gives it.
 *
 * Strengths USED: ties count by their strength. IGNORED: each as 1. O(n + m).
 * @param membership for each node the number of its part, in the order of `graph.nodes`
 * @returns none without ties
 * @throws NetworkError LENGTHS_DIFFER, OUT_OF_RANGE for a resolution below 0, STRENGTH_NEGATIVE
 */
export const modularity = (
  graph: Graph,
  membership: ArrayLike<number>,
  options: Strengths & { readonly resolution?: number } = {},
): Outcome<{ value: number; parts: number }, 'NO_TIES'> => {
  const { resolution = 1 } = options;
  if (membership.length !== graph.nodes.length)
    throw new NetworkError('LENGTHS_DIFFER', { parameter: 'membership' });
  if (!(resolution >= 0 && resolution < Infinity))
    throw new NetworkError('OUT_OF_RANGE', { parameter: 'resolution' });
  checkPositive(graph, options);
  if (graph.ties === 0) return none('NO_TIES');
  const { offsets, targets } = graph.out;
  const weights = strengthsOf(graph.out, options);
  const out = new Map<number, number>();
  const into = new Map<number, number>();
  const add = (to: Map<number, number>, part: number, weight: number) =>
    to.set(part, (to.get(part) ?? 0) + weight);
  let [within, total] = [0, 0];
  for (let node = 0; node < graph.nodes.length; node++) {
    const part = membership[node]!;
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      const other = membership[targets[at]!]!;
      const weight = weights[at]!;
      total += weight;
      if (other === part) within += weight;
      add(out, part, weight);
      add(into, other, weight);
    }
  }
  let chance = 0;
  for (const [part, leaving] of out) chance += (leaving / total) * ((into.get(part) ?? 0) / total);
  const parts = new Set(Array.from(membership)).size;
  return value({ value: within / total - resolution * chance, parts });
};
