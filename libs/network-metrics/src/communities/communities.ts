import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Adjacency, type Graph } from '../graph.ts';
import { modularity } from '../groups/modularity.ts';
import { NetworkError } from '../network-error.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { orderByName, shuffle } from '../seeded-order.ts';
import { checkPositive, type Strengths } from '../strengths.ts';
import { type Components, numbered } from '../structure/components.ts';
import { above, type Level, lowest } from './level.ts';
import { moveNodes } from './moving.ts';

export interface CommunityOptions extends Strengths {
  readonly seed: number;
  /** Above 1 more and smaller communities, below 1 fewer and larger ones; 1 where it is not given. */
  readonly resolution?: number;
}

export interface Communities extends Components {
  readonly modularity: number;
  /** How many divisions were made, of which this is the best. */
  readonly runs: number;
  readonly seed: number;
  readonly method: 'Louvain';
}

/** Small networks are divided again and again: as often as makes up this many nodes and ties, at most 50 times. */
const WORK = 6_000;

/**
 * Communities: a division of the nodes of the largest modularity that is found, by the method of Louvain (Blondel et al. 2008)
 * until neither a node nor a community can move with a gain, with communities that fall apart divided (Traag, Waltman & van
 * Eck 2019 show that they occur). Each is connected. The largest modularity is not known to be found: compare modularity,
 * never labels.
 *
 * The order of nodes comes from their names and the seed alone: the same names and ties give the same communities, however
 * they are numbered. Directed networks by the modularity of Leicht & Newman (2008). Strengths USED: ties count by strength.
 * IGNORED: each as 1. O(m) for each of a few rounds.
 * @returns the communities numbered by size; none without ties
 * @throws NetworkError OUT_OF_RANGE for a seed that is no whole number or a resolution below 0, STRENGTH_NEGATIVE
 */
export const communities = (graph: Graph, options: CommunityOptions): Outcome<Communities, 'NO_TIES'> => {
  const { seed, resolution = 1 } = options;
  if (!Number.isSafeInteger(seed)) throw new NetworkError('OUT_OF_RANGE', { parameter: 'seed' });
  if (!(resolution >= 0 && resolution < Infinity))
    throw new NetworkError('OUT_OF_RANGE', { parameter: 'resolution' });
  checkPositive(graph, options);
  if (graph.ties === 0) return none('NO_TIES');
  const random = xoroshiro128plus(seed);
  const { nodes } = graph;
  const order = orderByName(nodes);
  const runs = Math.min(50, Math.max(1, Math.floor(WORK / (nodes.length + graph.ties))));
  let best: { membership: Int32Array; modularity: number } | undefined;
  for (let run = 0; run < runs; run++) {
    shuffle(order, random);
    const membership = divided(lowest(graph, order, options, resolution));
    const byNode = new Int32Array(nodes.length);
    order.forEach((node, place) => (byNode[node] = membership[place]!));
    const found = modularity(graph, byNode, options);
    if (found.computed && !(best && best.modularity >= found.value - 1e-12))
      best = { membership: byNode, modularity: found.value };
  }
  if (!best) return none('NO_TIES');
  return value({ ...numbered(best.membership), modularity: best.modularity, runs, seed, method: 'Louvain' });
};

/** Moves nodes, then their communities, then nodes again, until neither gains. */
const divided = (level: Level): Int32Array => {
  const n = level.out.length;
  let membership = Int32Array.from({ length: n }, (_, node) => node);
  for (;;) {
    const moved = moveNodes(level, membership);
    const { numbers, count } = compacted(connected(level.ties, membership));
    if (!moved && count === n) return numbers;
    const merged = divided(above(level, numbers, count));
    membership = numbers.map((community) => merged[community]!);
    if (!moved && merged.every((community, at) => community === at)) return membership;
  }
};

/** Communities numbered 0 … count − 1 in the order in which they are met. O(n). */
const compacted = (membership: Int32Array): { numbers: Int32Array; count: number } => {
  const number = new Int32Array(membership.length).fill(-1);
  let count = 0;
  const numbers = membership.map((community) => {
    if (number[community]! < 0) number[community] = count++;
    return number[community]!;
  });
  return { numbers, count };
};

/** Divides communities that fall apart: a part that no tie leads to only adds to what is there by chance. O(n + m). */
const connected = ({ offsets, targets }: Adjacency, membership: Int32Array): Int32Array => {
  const found = new Int32Array(membership.length).fill(-1);
  found.forEach((known, first) => {
    if (known >= 0) return;
    const open = [first];
    found[first] = first;
    for (let node = open.pop(); node !== undefined; node = open.pop())
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const target = targets[at]!;
        if (found[target]! >= 0 || membership[target] !== membership[node]) continue;
        found[target] = first;
        open.push(target);
      }
  });
  return found;
};
