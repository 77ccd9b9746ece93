import { type Graph } from '../graph.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { pairsOf } from '../pairs.ts';

export interface CorePeriphery {
  /** For each node whether it is in the core. */
  readonly isCore: readonly boolean[];
  readonly core: number;
  /** Pairs that are not as they would be: in the core without a tie, in the periphery with one. */
  readonly errors: number;
  /** Correlation of the ties with the pattern, over the pairs within the core and within the periphery, from −1 to 1. */
  readonly correlation: number;
}

/**
 * Core and periphery (the discrete model of Borgatti & Everett 2000): everybody in the core is tied to everybody in the core,
 * nobody in the periphery to anybody in the periphery; pairs of one of each count neither way. The division with the fewest
 * errors, found exactly in the order of degrees (Lip 2011); of divisions that are as good the one with the smallest core, and
 * of nodes of equal degree those whose names come first. In a directed network two nodes are tied if there is a tie in either
 * direction; strengths and signs play no part. O(n log n + m).
 * @returns none where the correlation has none: no division has both kinds of pairs, or ties and pairs without one
 */
export const corePeriphery = (graph: Graph): Outcome<CorePeriphery, 'NO_TIES' | 'NO_VARIANCE'> => {
  if (graph.ties === 0) return none('NO_TIES');
  const { offsets, targets } = pairsOf(graph);
  const degree = (node: number): number => offsets[node + 1]! - offsets[node]!;
  const name = (node: number): string => graph.nodes[node]!;
  const order = [...graph.nodes.keys()].sort((a, b) => degree(b) - degree(a) || (name(a) < name(b) ? -1 : 1));
  // One more in the core: it misses ties within the core, and its ties are none of the periphery any more.
  let [errors, fewest, core] = [targets.length / 2, targets.length / 2, 0];
  order.forEach((node, size) => {
    errors += size - degree(node);
    if (errors < fewest) [fewest, core] = [errors, size + 1];
  });
  const isCore = graph.nodes.map(() => false);
  for (const node of order.slice(0, core)) isCore[node] = true;
  const correlation = correlated(graph.nodes.length, core, within(offsets, targets, isCore));
  if (correlation === undefined) return none('NO_VARIANCE');
  return value({ isCore, core, errors: fewest, correlation });
};

/** Ties within the core, and within the periphery. */
const within = (offsets: Int32Array, targets: Int32Array, isCore: readonly boolean[]): [number, number] => {
  let [inCore, outside] = [0, 0];
  isCore.forEach((core, node) => {
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      const other = targets[at]!;
      if (other <= node || isCore[other] !== core) continue;
      if (core) inCore++;
      else outside++;
    }
  });
  return [inCore, outside];
};

/** The phi coefficient of the table of ties by kind of pair. */
const correlated = (n: number, core: number, [inCore, outside]: [number, number]): number | undefined => {
  const corePairs = (core * (core - 1)) / 2;
  const otherPairs = ((n - core) * (n - core - 1)) / 2;
  const ties = inCore + outside;
  const product = corePairs * otherPairs * ties * (corePairs + otherPairs - ties);
  return product > 0
    ? (inCore * (otherPairs - outside) - outside * (corePairs - inCore)) / Math.sqrt(product)
    : undefined;
};
