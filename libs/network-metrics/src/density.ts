import { distinctTies, type Network } from './network.ts';

/** A metric, or the reason why the network has none. Never `NaN`. */
export type Metric<Reason extends string> =
  | { readonly computed: true; readonly value: number; readonly nodes: number; readonly ties: number }
  | { readonly computed: false; readonly reason: Reason };

/**
 * Share of the possible ties that are there: m / (n(n − 1)), twice that in an undirected network (Wasserman & Faust 1994, 4.1,
 * without ties of a node to itself). From 0 to 1. O(m).
 * @returns none for fewer than two nodes: no tie is possible
 * @throws NotANetwork
 */
export const density = (network: Network): Metric<'TOO_FEW_NODES'> => {
  const { nodes, directed } = network;
  const ties = distinctTies(network).size;
  if (nodes < 2) return { computed: false, reason: 'TOO_FEW_NODES' };
  return { computed: true, value: (ties / (nodes * (nodes - 1))) * (directed ? 1 : 2), nodes, ties };
};
