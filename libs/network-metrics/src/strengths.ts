import { type Adjacency, type Graph } from './graph.ts';
import { NetworkError } from './network-error.ts';

/** Whether a metric looks at the strengths of ties or only at which ties there are. The same option in all metrics. */
export interface Strengths {
  /** IGNORED where it is not given: every tie counts as 1. */
  readonly strengths?: 'USED' | 'IGNORED';
}

/** Sums, squares and reciprocals of strengths between these are numbers. */
const [LEAST, MOST] = [1e-50, 1e50];

/**
 * @throws NetworkError where strengths are used: STRENGTH_NEGATIVE, and OUT_OF_RANGE for one below 10⁻⁵⁰ or above 10⁵⁰, with the
 * places of the two nodes as row and column
 */
export const checkPositive = (graph: Graph, { strengths }: Strengths): void => {
  if (strengths !== 'USED') return;
  const { offsets, targets, weights } = graph.out;
  const at = weights.findIndex((weight) => !(weight >= LEAST && weight <= MOST));
  if (at < 0) return;
  const after = offsets.findIndex((offset) => offset > at);
  const code = weights[at]! < 0 ? 'STRENGTH_NEGATIVE' : 'OUT_OF_RANGE';
  throw new NetworkError(code, { row: after - 1, column: String(targets[at]) });
};

/** The strengths of the rows, or 1 for each tie where they are ignored. */
export const strengthsOf = ({ weights }: Adjacency, { strengths }: Strengths): Float64Array =>
  strengths === 'USED' ? weights : new Float64Array(weights.length).fill(1);

/** Lengths of 1/strength are added up; those that differ by more than this factor would be lost in a sum. */
const RANGE = 1e8;

/**
 * Strengths as 1/length.
 * @throws NetworkError as {@link checkPositive}; STRENGTHS_TOO_DIFFERENT where the largest is more than 10⁸ times the smallest
 */
export const checkLengths = (graph: Graph, options: Strengths): void => {
  checkPositive(graph, options);
  if (options.strengths !== 'USED' || graph.ties === 0) return;
  const { weights } = graph.out;
  let [least, most] = [Infinity, 0];
  for (const weight of weights) {
    least = Math.min(least, weight);
    most = Math.max(most, weight);
  }
  if (most > least * RANGE) throw new NetworkError('STRENGTHS_TOO_DIFFERENT', { parameter: 'graph' });
};
