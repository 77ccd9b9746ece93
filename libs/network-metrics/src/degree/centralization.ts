import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { type Direction } from '../structure/core-numbers.ts';
import { degree } from './degree.ts';

export interface Centralization {
  readonly value: number;
  readonly n: number;
  /** The largest sum of differences that a network of this size can have. */
  readonly maximum: number;
}

const centralized = (values: Float64Array, maximum: number): Outcome<Centralization, 'TOO_FEW_NODES'> => {
  const n = values.length;
  if (!(maximum > 0)) return none('TOO_FEW_NODES');
  const most = values.reduce((max, one) => Math.max(max, one), 0);
  const sum = values.reduce((all, one) => all + most - one, 0);
  return value({ value: sum / maximum, n, maximum });
};

/**
 * Centralization by degree (Freeman 1979): how much the network is like a star, Σ (largest degree − degree) over the largest
 * sum that a network of n nodes can have. From 0 (all alike) to 1. The maximum is that of a star: (n − 1)(n − 2) in an
 * undirected network and for ALL of a directed one with all ties returned, twice that; (n − 1)² for ties IN or OUT, which can
 * all go one way. As R's sna gives it. O(n + m).
 * @returns none for fewer than three nodes (directed IN and OUT: two)
 */
export const degreeCentralization = (
  graph: Graph,
  direction: Direction = 'ALL',
): Outcome<Centralization, 'TOO_FEW_NODES'> => {
  const n = graph.nodes.length;
  const star = (n - 1) * (n - 2);
  const maximum = !graph.directed ? star : direction === 'ALL' ? 2 * star : (n - 1) ** 2;
  const found = degree(graph, direction);
  return centralized(found.computed ? found.values : new Float64Array(), n < 2 ? 0 : maximum);
};

/**
 * Centralization by betweenness (Freeman 1979): Σ (largest − betweenness) over that of a star, (n − 1)²(n − 2), half of it in
 * an undirected network. From 0 to 1. O(n).
 * @param values the betweenness of the same network, unit lengths
 * @returns none for fewer than three nodes
 * @throws NetworkError LENGTHS_DIFFER
 */
export const betweennessCentralization = (
  { directed, nodes }: Graph,
  values: Float64Array,
): Outcome<Centralization, 'TOO_FEW_NODES'> => {
  const n = nodes.length;
  if (values.length !== n) throw new NetworkError('LENGTHS_DIFFER', { parameter: 'values' });
  return centralized(values, n < 3 ? 0 : ((n - 1) ** 2 * (n - 2)) / (directed ? 1 : 2));
};
