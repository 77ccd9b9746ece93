import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { type NodeValues, none, type Outcome, value } from '../outcome.ts';
import { blocksOf } from '../paths/betweenness.ts';
import { BLOCK, dependencies } from '../paths/dependencies.ts';
import { orderByName, shuffle } from '../seeded-order.ts';
import { checkLengths, type Strengths } from '../strengths.ts';

export interface SamplingOptions extends Strengths {
  readonly seed: number;
  /** The most pivots; 2,048 where it is not given. */
  readonly pivots?: number;
  /** How many of the first ranks have to stay as they are; 10 where it is not given. */
  readonly ranks?: number;
}

export interface SampledBetweenness extends NodeValues {
  /** For each node the standard error of its value; 0 where all nodes were pivots. */
  readonly standardError: Float64Array;
  readonly pivots: number;
  readonly seed: number;
  /** False where all nodes were pivots: the values are exact then. */
  readonly estimated: boolean;
  /** Whether the first ranks stayed the same when the number of pivots was doubled last. */
  readonly stable: boolean;
}

export type Sampled = Outcome<SampledBetweenness, 'TOO_MANY_PATHS'>;

/** What the sampling asks for next, blocks of sources, and gets: their dependencies. */
export type Sampling = Generator<readonly Int32Array[], Sampled, readonly (Float64Array | undefined)[]>;

/**
 * Betweenness, estimated from some sources, the pivots (Brandes & Pich 2007): n / pivots times the sum of their dependencies,
 * pivots drawn at random by the seed from the nodes in the order of their names. The number of pivots is doubled until the
 * first ranks stay the same, in the same order, or there are as many as allowed. The standard error comes from the
 * spread between blocks of 64 pivots, and shrinks to 0 as the pivots become all nodes. Strengths as in `betweenness`.
 * O(pivots · m).
 * @throws NetworkError OUT_OF_RANGE, STRENGTH_NEGATIVE, STRENGTHS_TOO_DIFFERENT
 */
export const sampledBetweenness = (graph: Graph, options: SamplingOptions): Sampled => {
  const sampling = samplingOf(graph, options);
  let step = sampling.next();
  while (!step.done) step = sampling.next(step.value.map((block) => dependencies(graph, block, options)));
  return step.value;
};

/** The same step by step, for whoever adds up the blocks elsewhere. */
export function* samplingOf(graph: Graph, options: SamplingOptions): Sampling {
  const { seed, pivots: allowed = 2_048, ranks = 10 } = options;
  for (const [parameter, number] of Object.entries({ seed, pivots: allowed, ranks }))
    if (!Number.isSafeInteger(number) || (parameter !== 'seed' && number < 1))
      throw new NetworkError('OUT_OF_RANGE', { parameter });
  checkLengths(graph, options);
  const n = graph.nodes.length;
  const order = orderByName(graph.nodes);
  shuffle(order, xoroshiro128plus(seed));
  const most = Math.min(n, allowed);
  const sum = new Float64Array(n);
  const squares = new Float64Array(n);
  let top: readonly number[] = [];
  let stable = false;
  let pivots = 0;
  while (pivots < most && !stable) {
    const next = Math.min(most, pivots === 0 ? 2 * BLOCK : 2 * pivots);
    const blocks = yield blocksOf(order.slice(pivots, next));
    for (const block of blocks) {
      if (!block) return none('TOO_MANY_PATHS');
      for (let node = 0; node < n; node++) {
        sum[node]! += block[node]!;
        squares[node]! += block[node]! ** 2;
      }
    }
    pivots = next;
    const first = firstRanks(sum, graph.nodes, ranks);
    stable = first.every((node, rank) => node === top[rank]);
    top = first;
  }
  const half = graph.directed ? 1 : 1 / 2;
  const factor = pivots === 0 ? 0 : (half * n) / pivots;
  return value({
    values: sum.map((one) => one * factor),
    standardError: sum.map((one, node) => errorOf(one, squares[node]!, pivots, n) * half),
    pivots,
    seed,
    estimated: pivots < n,
    stable: stable || pivots === n,
    method: 'Brandes & Pich 2007',
  });
}

/** The nodes with the largest values, equal ones by name. O(n · ranks). */
const firstRanks = (values: Float64Array, names: readonly string[], ranks: number): readonly number[] => {
  const isBefore = (a: number, b: number): boolean =>
    values[a]! > values[b]! || (values[a] === values[b] && names[a]! < names[b]!);
  const first: number[] = [];
  for (let node = 0; node < values.length; node++) {
    if (first.length === ranks && !isBefore(node, first[ranks - 1]!)) continue;
    const place = first.findIndex((other) => isBefore(node, other));
    first.splice(place < 0 ? first.length : place, 0, node);
    if (first.length > ranks) first.pop();
  }
  return first;
};

/** The standard error of n / pivots · sum, from the sums of blocks and of their squares, without replacement. */
const errorOf = (sum: number, squares: number, pivots: number, n: number): number => {
  const blocks = pivots / BLOCK;
  if (pivots >= n || blocks < 2) return 0;
  const variance = Math.max(0, squares - sum ** 2 / blocks) / (blocks - 1);
  return (n / pivots) * Math.sqrt(blocks * variance * (1 - pivots / n));
};
