import { type RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

/** Nodes by their names: the same order, however they are numbered. O(n log n). */
export const orderByName = (nodes: readonly string[]): Int32Array =>
  Int32Array.from(nodes.keys()).sort((a, b) => (nodes[a]! < nodes[b]! ? -1 : 1));

/** Shuffles in place (Fisher & Yates). */
export const shuffle = (order: Int32Array, random: RandomGenerator): void => {
  for (let at = order.length - 1; at > 0; at--) {
    const other = uniformInt(random, 0, at);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
};
