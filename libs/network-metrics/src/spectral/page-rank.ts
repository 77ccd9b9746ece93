import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { type NodeValues, none, type Outcome, value } from '../outcome.ts';
import { checkPositive, type Strengths } from '../strengths.ts';

/** How far the values may be from the exact ones, all differences added up. */
const TOLERANCE = 1e-9;
/** Rounds grow with 1 / (1 − damping): beyond this there would be more than twenty thousand. */
const MOST_DAMPING = 0.999;

/**
 * PageRank: how often a walk comes by that follows ties out at random, and with probability 1 − damping, or where no tie
 * leads out, jumps to any node (Brin & Page 1998). Values above 0 that add up to 1; each is within 10⁻⁹ of the exact one. As
 * igraph (PRPACK) gives it. Undirected ties lead both ways.
 *
 * With the jumps from dead ends left out, the values are the same but for a common factor, so that one system of linear
 * equations is left; it is solved by the method of Gauss and Seidel from below, where what is still missing is at most
 * damping / (1 − damping) times the last change.
 *
 * Strengths USED: ties out are followed in proportion to their strength. IGNORED: all alike. O(m) for each of about
 * log(10⁻⁹) / log(damping) rounds at most.
 * @returns none for a network without nodes
 * @throws NetworkError OUT_OF_RANGE for a damping that is not from 0 to 0.999, STRENGTH_NEGATIVE
 */
export const pageRank = (
  graph: Graph,
  options: Strengths & { readonly damping?: number } = {},
): Outcome<NodeValues & { rounds: number }, 'NO_NODES'> => {
  const { damping = 0.85 } = options;
  if (!(damping >= 0 && damping <= MOST_DAMPING))
    throw new NetworkError('OUT_OF_RANGE', { parameter: 'damping' });
  checkPositive(graph, options);
  const n = graph.nodes.length;
  if (n === 0) return none('NO_NODES');
  const uses = options.strengths === 'USED';
  const values = new Float64Array(n).fill(1);
  const share = outShares(graph, uses);
  const given = share.slice();
  let rounds = 0;
  for (let missing = Infinity; missing > TOLERANCE; rounds++) {
    const change = uses
      ? sweepWeighted(graph, damping, values, given, share)
      : sweep(graph, damping, values, given, share);
    missing = ((damping / (1 - damping)) * change) / sumOf(values);
  }
  const sum = sumOf(values);
  return value({ values: values.map((one) => one / sum), rounds, method: 'Gauss–Seidel' });
};

const sumOf = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);

/** 1 over the strength of all ties out; 0 where there are none. */
const outShares = ({ out }: Graph, uses: boolean): Float64Array =>
  Float64Array.from({ length: out.offsets.length - 1 }, (_, node) => {
    const [start, end] = [out.offsets[node]!, out.offsets[node + 1]!];
    let sum = uses ? 0 : end - start;
    for (let at = start; uses && at < end; at++) sum += out.weights[at]!;
    return sum > 0 ? 1 / sum : 0;
  });

/** One round; `given` is what each node gives along a tie of strength 1. */
const sweep = (
  { in: { offsets, targets } }: Graph,
  damping: number,
  values: Float64Array,
  given: Float64Array,
  share: Float64Array,
): number => {
  let change = 0;
  for (let node = 0; node < values.length; node++) {
    const end = offsets[node + 1]!;
    let sum = 0;
    for (let at = offsets[node]!; at < end; at++) sum += given[targets[at]!]!;
    const next = 1 + damping * sum;
    change += Math.abs(next - values[node]!);
    values[node] = next;
    given[node] = next * share[node]!;
  }
  return change;
};

const sweepWeighted = (
  { in: { offsets, targets, weights } }: Graph,
  damping: number,
  values: Float64Array,
  given: Float64Array,
  share: Float64Array,
): number => {
  let change = 0;
  for (let node = 0; node < values.length; node++) {
    const end = offsets[node + 1]!;
    let sum = 0;
    for (let at = offsets[node]!; at < end; at++) sum += weights[at]! * given[targets[at]!]!;
    const next = 1 + damping * sum;
    change += Math.abs(next - values[node]!);
    values[node] = next;
    given[node] = next * share[node]!;
  }
  return change;
};
