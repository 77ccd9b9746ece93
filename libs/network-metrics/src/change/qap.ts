import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { shuffle } from '../seeded-order.ts';
import { strengthsOf, type Strengths } from '../strengths.ts';

export interface QapOptions extends Strengths {
  /** How many permutations to draw, 1 or more; 1,000 where it is not given. */
  readonly permutations?: number;
  readonly seed: number;
}

export interface QapCorrelation {
  /** From −1 to 1. */
  readonly value: number;
  /** People in both networks. */
  readonly n: number;
  /** How often a permutation correlates at least as much, at most as much, and at least as much either way. */
  readonly pGreater: number;
  readonly pLess: number;
  readonly pTwoSided: number;
  readonly permutations: number;
  readonly seed: number;
}

/**
 * QAP correlation (Krackhardt 1988): the Pearson correlation of two networks over all pairs of the people in both (ordered
 * pairs in directed networks), and how often it comes out as large when the people of one are exchanged at random. p counts
 * the network itself as one of the permutations, (1 + hits) / (1 + permutations), so that it is never 0 (Phipson & Smyth
 * 2010; R's sna leaves the 1 out).
 *
 * Strengths USED: the cells are strengths, signs and all. IGNORED: 1 where there is a tie. O(m) for each permutation.
 * @returns none with fewer than 3 people in both, and where all cells of a network are the same
 * @throws NetworkError NETWORK_DIRECTED where only one of the two is directed, OUT_OF_RANGE
 */
export const qapCorrelation = (
  first: Graph,
  second: Graph,
  options: QapOptions,
): Outcome<QapCorrelation, 'TOO_FEW_NODES' | 'NO_VARIANCE'> => {
  const { permutations = 1_000, seed } = options;
  if (first.directed !== second.directed)
    throw new NetworkError('NETWORK_DIRECTED', { parameter: first.directed ? 'first' : 'second' });
  if (!Number.isSafeInteger(permutations) || permutations < 1)
    throw new NetworkError('OUT_OF_RANGE', { parameter: 'permutations' });
  if (!Number.isSafeInteger(seed)) throw new NetworkError('OUT_OF_RANGE', { parameter: 'seed' });
  const others = new Set(second.nodes);
  const names = first.nodes.filter((name) => others.has(name));
  const n = names.length;
  if (n < 3) return none('TOO_FEW_NODES');
  const [a, b] = [rowsOf(first, names, options), rowsOf(second, names, options)];
  const [means, product] = [momentsOf(a, n), momentsOf(b, n)];
  const spread = Math.sqrt(means.variance * product.variance);
  if (!(spread > 0)) return none('NO_VARIANCE');
  const correlation = (place: Int32Array): number =>
    (crossed(a, b, place) / (n * (n - 1)) - means.mean * product.mean) / spread;

  const place = Int32Array.from({ length: n }, (_, at) => at);
  const found = correlation(place);
  const random = xoroshiro128plus(seed);
  const hits = { greater: 0, less: 0, far: 0 };
  for (let round = 0; round < permutations; round++) {
    shuffle(place, random);
    const drawn = correlation(place);
    // What differs only by rounding is the same.
    if (drawn >= found - 1e-12) hits.greater++;
    if (drawn <= found + 1e-12) hits.less++;
    if (Math.abs(drawn) >= Math.abs(found) - 1e-12) hits.far++;
  }
  const p = (count: number): number => (1 + count) / (1 + permutations);
  return value({
    value: Math.max(-1, Math.min(1, found)),
    n,
    pGreater: p(hits.greater),
    pLess: p(hits.less),
    pTwoSided: p(hits.far),
    permutations,
    seed,
  });
};

type Rows = readonly ReadonlyMap<number, number>[];

/** The ties of the people in both, by their places in `names`. */
const rowsOf = (graph: Graph, names: readonly string[], options: Strengths): Rows => {
  const { offsets, targets } = graph.out;
  const weights = strengthsOf(graph.out, options);
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const nodeOf = new Map(graph.nodes.map((name, node) => [name, node]));
  return names.map((name) => {
    const node = nodeOf.get(name)!;
    const row = new Map<number, number>();
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      const to = placeOf.get(graph.nodes[targets[at]!]!);
      if (to !== undefined) row.set(to, weights[at]!);
    }
    return row;
  });
};

const momentsOf = (rows: Rows, n: number): { mean: number; variance: number } => {
  let [sum, squares] = [0, 0];
  for (const row of rows)
    for (const one of row.values()) {
      sum += one;
      squares += one * one;
    }
  const cells = n * (n - 1);
  const mean = sum / cells;
  const variance = squares / cells - mean * mean;
  return { mean, variance: variance > 1e-14 * (squares / cells) ? variance : 0 };
};

/** Σ a(i, j) · b(place i, place j). */
const crossed = (a: Rows, b: Rows, place: Int32Array): number => {
  let sum = 0;
  a.forEach((row, from) => {
    const other = b[place[from]!]!;
    for (const [to, one] of row) sum += one * (other.get(place[to]!) ?? 0);
  });
  return sum;
};
