import { type Graph } from '../graph.ts';
import { type NodeValues, none, type Outcome, value } from '../outcome.ts';
import { checkPositive, type Strengths, strengthsOf } from '../strengths.ts';
import { leadingEigenvector } from './arnoldi.ts';

/**
 * Eigenvector centrality (Bonacich 1972): the leading eigenvector of the network, a node's value being the sum of those of
 * the nodes that have ties to it, over the leading eigenvalue. From 0 to 1, the largest is 1, as igraph gives it.
 *
 * In a network that falls apart only the part with the largest eigenvalue has values above 0; where several parts share
 * the largest, the vector is the one that the degrees (ties in) lead to. Strengths USED: the sum is weighted by strength.
 * IGNORED: every tie counts as 1. Each round O(12 m).
 * @returns none without ties; in a directed network also without a cycle, where all eigenvalues are 0; and where 500 rounds
 * do not settle it (two largest eigenvalues that are almost equal)
 * @throws NetworkError STRENGTH_NEGATIVE
 */
export const eigenvectorCentrality = (
  graph: Graph,
  options: Strengths = {},
): Outcome<NodeValues & { eigenvalue: number }, 'NO_TIES' | 'NO_CYCLE' | 'NOT_CONVERGED'> => {
  checkPositive(graph, options);
  if (graph.ties === 0) return none('NO_TIES');
  if (graph.directed && isAcyclic(graph)) return none('NO_CYCLE');
  const { offsets, targets } = graph.in;
  const given = strengthsOf(graph.in, options);
  const strongest = given.reduce((most, one) => Math.max(most, one), 0);
  const weights = given.map((one) => one / strongest);
  const times = (vector: Float64Array): Float64Array => {
    const product = new Float64Array(vector.length);
    for (let node = 0; node < vector.length; node++) {
      const end = offsets[node + 1]!;
      let sum = 0;
      for (let at = offsets[node]!; at < end; at++) sum += weights[at]! * vector[targets[at]!]!;
      product[node] = sum;
    }
    return product;
  };
  const found = leadingEigenvector(times, times(new Float64Array(graph.nodes.length).fill(1)));
  if (!found) return none('NOT_CONVERGED');
  const largest = found.vector.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const values = found.vector.map((one) => Math.abs(one) / largest);
  return value({ values, eigenvalue: found.eigenvalue * strongest, method: 'restarted Arnoldi' });
};

/** Whether nodes can be taken away one after the other, each without a tie in from those that are left (Kahn 1962). */
const isAcyclic = ({ out, in: into, nodes }: Graph): boolean => {
  const open = Int32Array.from(nodes, (_, node) => into.offsets[node + 1]! - into.offsets[node]!);
  const free = Array.from(nodes.keys()).filter((node) => open[node] === 0);
  let taken = 0;
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    taken++;
    for (const target of out.targets.subarray(out.offsets[node], out.offsets[node + 1])) {
      open[target]!--;
      if (open[target] === 0) free.push(target);
    }
  }
  return taken === nodes.length;
};
