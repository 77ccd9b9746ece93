import { type Adjacency, type Graph } from '../graph.ts';
import { pairsOf } from '../pairs.ts';
import { type Strengths, strengthsOf } from '../strengths.ts';

/** A network of parts: at the lowest level of nodes, above it of communities of the level below. */
export interface Level {
  /** Ties without directions, a_ij + a_ji in directed networks; without those of a part to itself. */
  readonly ties: Adjacency;
  /** Strength of all ties out of and in to each part, those to itself included. */
  readonly out: Float64Array;
  readonly in: Float64Array;
  /** What a product of sums is multiplied with: the resolution over the strength of all ties (half of it, undirected). */
  readonly chance: number;
}

/**
 * The lowest level, with nodes in another order: `order[place]` is the node that stands there. Undirected ties lead out and
 * in.
 */
export const lowest = (graph: Graph, order: Int32Array, options: Strengths, resolution: number): Level => {
  const sums = ({ offsets }: Adjacency, weights: Float64Array) =>
    Float64Array.from(order, (node) => {
      let sum = 0;
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) sum += weights[at]!;
      return sum;
    });
  const out = sums(graph.out, strengthsOf(graph.out, options));
  const into = graph.directed ? sums(graph.in, strengthsOf(graph.in, options)) : out;
  const total = out.reduce((sum, one) => sum + one, 0);
  return {
    ties: reordered(pairsOf(graph, options), order),
    out,
    in: into,
    chance: (graph.directed ? resolution : resolution / 2) / total,
  };
};

/** Rows in another order, and ascending in it: by two transpositions in one. O(n + m). */
const reordered = ({ offsets, targets, weights }: Adjacency, order: Int32Array): Adjacency => {
  const place = new Int32Array(order.length);
  order.forEach((node, at) => (place[node] = at));
  const rows = {
    offsets: new Int32Array(order.length + 1),
    targets: new Int32Array(targets.length),
    weights: new Float64Array(targets.length),
  };
  order.forEach((node, at) => {
    rows.offsets[at + 1] = rows.offsets[at]! + offsets[node + 1]! - offsets[node]!;
  });
  const filled = rows.offsets.slice();
  order.forEach((node, at) => {
    for (let tie = offsets[node]!; tie < offsets[node + 1]!; tie++) {
      // The network is its own transpose: whoever comes first in the order is entered first in every row.
      const to = filled[place[targets[tie]!]!]!++;
      rows.targets[to] = at;
      rows.weights[to] = weights[tie]!;
    }
  });
  return rows;
};

/** The level above: each community is a part. `membership` has the numbers 0 … count − 1. O(n + m). */
export const above = (
  { ties, out, in: into, chance }: Level,
  membership: Int32Array,
  count: number,
): Level => {
  const sums = (of: Float64Array): Float64Array => {
    const found = new Float64Array(count);
    membership.forEach((community, node) => (found[community]! += of[node]!));
    return found;
  };
  const outs = sums(out);
  return {
    ties: merged(ties, membership, count),
    out: outs,
    in: into === out ? outs : sums(into),
    chance,
  };
};

/** Ties between communities, added up, in the order in which they are met. */
const merged = (
  { offsets, targets, weights }: Adjacency,
  membership: Int32Array,
  count: number,
): Adjacency => {
  const starts = new Int32Array(count + 1);
  for (const community of membership) starts[community + 1]!++;
  for (let at = 0; at < count; at++) starts[at + 1]! += starts[at]!;
  const filled = starts.slice();
  const members = new Int32Array(membership.length);
  membership.forEach((community, node) => (members[filled[community]!++] = node));

  const rows = { offsets: new Int32Array(count + 1), targets: [] as number[], weights: [] as number[] };
  const sum = new Float64Array(count);
  const met = new Int32Array(count);
  for (let community = 0; community < count; community++) {
    let others = 0;
    for (let at = starts[community]!; at < starts[community + 1]!; at++) {
      const node = members[at]!;
      for (let tie = offsets[node]!; tie < offsets[node + 1]!; tie++) {
        const other = membership[targets[tie]!]!;
        if (other === community) continue;
        if (sum[other] === 0) met[others++] = other;
        sum[other]! += weights[tie]!;
      }
    }
    for (let at = 0; at < others; at++) {
      rows.targets.push(met[at]!);
      rows.weights.push(sum[met[at]!]!);
      sum[met[at]!] = 0;
    }
    rows.offsets[community + 1] = rows.targets.length;
  }
  return {
    offsets: rows.offsets,
    targets: Int32Array.from(rows.targets),
    weights: Float64Array.from(rows.weights),
  };
};
