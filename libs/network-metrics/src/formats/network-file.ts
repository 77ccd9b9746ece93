import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';

/** What a node or tie has under a name; null where it has nothing. Numbers are finite. */
export type Cell = string | number | boolean | null;

/** Columns by their names, one cell for each node or tie. */
export type Attributes = ReadonlyMap<string, readonly Cell[]>;

/** A network and what else a file says of its nodes and ties. Strengths are in the graph and are no attribute. */
export interface NetworkFile {
  readonly graph: Graph;
  /** Cells in the order of `graph.nodes`. */
  readonly nodeAttributes: Attributes;
  /** Cells in the order of `tiesOf(graph)`. */
  readonly tieAttributes: Attributes;
}

/** What a writer needs: attributes may be left out. */
export type WritableNetwork = Pick<NetworkFile, 'graph'> & Partial<NetworkFile>;

/** A tie by the places of its ends in `graph.nodes`. */
export interface PlacedTie {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * The ties of a graph in the one order that attributes of ties follow: by source, then by target, as they lie in `graph.out`.
 * An undirected tie comes once, from the end that stands first in `graph.nodes`. O(n + m).
 */
export function* tiesOf({ directed, out }: Pick<Graph, 'directed' | 'out'>): Generator<PlacedTie, void> {
  for (let from = 0; from + 1 < out.offsets.length; from++)
    for (let at = out.offsets[from]!; at < out.offsets[from + 1]!; at++) {
      const to = out.targets[at]!;
      if (directed || from < to) yield { from, to, weight: out.weights[at]! };
    }
}

/** A network with columns that fit it. @throws NetworkError LENGTHS_DIFFER, OUT_OF_RANGE for a number that is not finite */
export const checked = ({
  graph,
  nodeAttributes = new Map(),
  tieAttributes = new Map(),
}: WritableNetwork): NetworkFile => {
  checkColumns(nodeAttributes, graph.nodes.length);
  checkColumns(tieAttributes, graph.ties);
  return { graph, nodeAttributes, tieAttributes };
};

const checkColumns = (attributes: Attributes, length: number): void => {
  for (const [column, cells] of attributes) {
    if (cells.length !== length) throw new NetworkError('LENGTHS_DIFFER', { column });
    const row = cells.findIndex((cell) => typeof cell === 'number' && !Number.isFinite(cell));
    if (row >= 0) throw new NetworkError('OUT_OF_RANGE', { row, column });
  }
};

/** Refuses attributes whose names the format has for something else. @throws NetworkError ATTRIBUTE_RESERVED */
export const refuseNames = (attributes: Attributes, isReserved: (name: string) => boolean): void => {
  for (const column of attributes.keys())
    if (isReserved(column)) throw new NetworkError('ATTRIBUTE_RESERVED', { column });
};

/** Strengths are written only where one of them is not 1. */
export const hasStrengths = ({ out }: Graph): boolean => out.weights.some((weight) => weight !== 1);
