import { type Metric } from './density.ts';
import { distinctTies, type Network } from './network.ts';

/**
 * Share of the ties that are returned, edgewise: 2M / m with M mutual pairs among m directed ties; not the dyadic M / (M + A).
 * From 0 to 1; 1 in an undirected network. O(m).
 * @returns none for a network without ties
 * @throws NotANetwork
 */
export const reciprocity = (network: Network): Metric<'NO_TIES'> => {
  const { nodes, directed } = network;
  const ties = distinctTies(network);
  if (ties.size === 0) return { computed: false, reason: 'NO_TIES' };
  let returned = 0;
  for (const tie of ties) if (ties.has((tie % nodes) * nodes + Math.floor(tie / nodes))) returned++;
  return { computed: true, value: directed ? returned / ties.size : 1, nodes, ties: ties.size };
};
