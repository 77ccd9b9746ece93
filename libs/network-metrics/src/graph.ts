import { NetworkError } from './network-error.ts';
import { sortedRows, transposed } from './sparse-rows.ts';

/**
 * A network without loops and without double ties, as compressed sparse rows: the neighbours of node v are
 * `targets[offsets[v]] … targets[offsets[v + 1] − 1]`, ascending, their strengths at the same places of `weights`.
 * All arrays lie in shared memory, so that worker threads read one copy. Nobody writes to them after they were built.
 */
export interface Adjacency {
  /** n + 1 places. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** The strength of each tie, not 0; negative only in a signed network. */
  readonly weights: Float64Array;
}

export interface Graph {
  readonly directed: boolean;
  /** Names of the nodes; everywhere else a node is its place in this list. */
  readonly nodes: readonly string[];
  readonly out: Adjacency;
  /** In an undirected network the same object as `out`, which then holds each tie in both directions. */
  readonly in: Adjacency;
  /** Number of ties; an undirected tie counts once. */
  readonly ties: number;
}

export interface Tie {
  readonly from: string;
  readonly to: string;
  /** Strength, 1 where none is given. */
  readonly weight?: number;
}

/** Ties as columns: places in `nodes`, and strengths (all 1 where there are none). For networks of many thousand ties. */
export interface TieColumns {
  readonly directed: boolean;
  readonly nodes: readonly string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weights?: Float64Array;
}

/**
 * The graph of ties between named nodes. Nodes without a tie count, too. O(n + m).
 * @throws NetworkError NODE_TWICE, NO_SUCH_NODE, TIE_TO_ITSELF, TIE_TWICE (in an undirected network a–b and b–a are one tie),
 * STRENGTH_NOT_A_NUMBER, STRENGTH_ZERO; with the row among the nodes or ties, and the column
 */
export const graphOf = (input: {
  readonly directed: boolean;
  readonly nodes: readonly string[];
  readonly ties: readonly Tie[];
}): Graph => {
  const { directed, nodes, ties } = input;
  const places = placesOf(nodes);
  const from = new Int32Array(ties.length);
  const to = new Int32Array(ties.length);
  const weights = new Float64Array(ties.length);
  ties.forEach((tie, row) => {
    from[row] = places.get(tie.from) ?? -1;
    to[row] = places.get(tie.to) ?? -1;
    weights[row] = tie.weight ?? 1;
  });
  return graphOfColumns({ directed, nodes, from, to, weights });
};

/** The same from columns. @throws NetworkError as `graphOf`, and LENGTHS_DIFFER */
export const graphOfColumns = ({ directed, nodes, from, to, weights }: TieColumns): Graph => {
  placesOf(nodes);
  checkTies(nodes.length, from, to, weights);
  const rows = sortedRows(nodes.length, from, to, weights, directed);
  checkSingle(rows, directed, from, to);
  const graph = { directed, nodes, out: rows, ties: from.length };
  return { ...graph, in: directed ? transposed(rows) : rows };
};

const placesOf = (nodes: readonly string[]): ReadonlyMap<string, number> => {
  const places = new Map<string, number>();
  nodes.forEach((name, row) => {
    if (places.has(name)) throw new NetworkError('NODE_TWICE', { row, column: 'nodes' });
    places.set(name, row);
  });
  return places;
};

const checkTies = (n: number, from: Int32Array, to: Int32Array, weights?: Float64Array): void => {
  if (from.length !== to.length || (weights && weights.length !== from.length))
    throw new NetworkError('LENGTHS_DIFFER', { parameter: from.length === to.length ? 'weights' : 'to' });
  for (let row = 0; row < from.length; row++) {
    const a = from[row]!;
    const b = to[row]!;
    const weight = weights ? weights[row]! : 1;
    if (a < 0 || a >= n) throw new NetworkError('NO_SUCH_NODE', { row, column: 'from' });
    if (b < 0 || b >= n) throw new NetworkError('NO_SUCH_NODE', { row, column: 'to' });
    if (a === b) throw new NetworkError('TIE_TO_ITSELF', { row, column: 'to' });
    if (!Number.isFinite(weight)) throw new NetworkError('STRENGTH_NOT_A_NUMBER', { row, column: 'weight' });
    if (weight === 0) throw new NetworkError('STRENGTH_ZERO', { row, column: 'weight' });
  }
};

/** Doubles lie side by side in sorted rows; only when there is one do we look for the row that repeats it. */
const checkSingle = (
  { offsets, targets }: Adjacency,
  directed: boolean,
  from: Int32Array,
  to: Int32Array,
): void => {
  for (let node = 0; node + 1 < offsets.length; node++)
    for (let at = offsets[node]! + 1; at < offsets[node + 1]!; at++)
      if (targets[at] === targets[at - 1])
        throw new NetworkError('TIE_TWICE', { row: repeated(directed, from, to) });
};

const repeated = (directed: boolean, from: Int32Array, to: Int32Array): number => {
  const seen = new Set<string>();
  return from.findIndex((a, row) => {
    const b = to[row]!;
    const key = directed || a < b ? `${a} ${b}` : `${b} ${a}`;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
};
