import { stringify } from 'csv-stringify/sync';
import { nodeParts, parts } from './edge-list-read.ts';
import {
  type Cell,
  checked,
  hasStrengths,
  refuseNames,
  tiesOf,
  type WritableNetwork,
} from './network-file.ts';
import { batched, writable } from './text.ts';

/**
 * Writes the ties as CSV in pieces: `source`, `target`, `weight` where a strength is not 1, and the attributes of ties. Nodes without a
 * tie, the order of the nodes and their attributes are in `writeNodeList`; whether ties are directed is in neither.
 * Numbers and booleans become the texts that they are read as; null is an empty cell, an empty text `""`. Cells are written to the
 * letter: one that begins with = + - or @ may be taken for a formula by a spreadsheet, so give such files to programs. O(n + m).
 * @throws NetworkError LENGTHS_DIFFER, OUT_OF_RANGE for numbers that are not finite, ATTRIBUTE_RESERVED for an attribute that the header
 * of an edge list has for a tie's ends and strength (from, to, source, target, weight in any case), CHARACTER_NOT_WRITABLE
 */
export const writeEdgeList = (network: WritableNetwork): Iterable<string> => batched(ties(network));

/**
 * Writes the nodes as CSV in pieces: `id` and the attributes of nodes. O(n).
 * @throws NetworkError as `writeEdgeList`; reserved are id, name and node in any case
 */
export const writeNodeList = (network: WritableNetwork): Iterable<string> => batched(nodes(network));

function* ties(network: WritableNetwork): Generator<string, void> {
  const { graph, tieAttributes } = checked(network);
  refuseNames(tieAttributes, (name) => parts.has(name.toLowerCase()));
  const weighted = hasStrengths(graph);
  const columns = [...tieAttributes.values()];
  yield record(['source', 'target', ...(weighted ? ['weight'] : []), ...tieAttributes.keys()]);
  let row = 0;
  for (const { from, to, weight } of tiesOf(graph)) {
    const ends = [graph.nodes[from]!, graph.nodes[to]!];
    yield record([...ends, ...(weighted ? [weight] : []), ...cellsOf(columns, row++)]);
  }
}

function* nodes(network: WritableNetwork): Generator<string, void> {
  const { graph, nodeAttributes } = checked(network);
  refuseNames(nodeAttributes, (name) => nodeParts.has(name.toLowerCase()));
  const columns = [...nodeAttributes.values()];
  yield record(['id', ...nodeAttributes.keys()]);
  for (const [row, id] of graph.nodes.entries()) yield record([id, ...cellsOf(columns, row)]);
}

const cellsOf = (columns: readonly (readonly Cell[])[], row: number): Cell[] =>
  columns.map((cells) => cells[row] ?? null);

/** Empty texts are quoted, which tells them from null. */
const record = (cells: readonly Cell[]): string =>
  stringify([cells.map((cell) => (cell === null ? null : writable(String(cell))))], {
    quoted_match: /^$|[\r\n]/,
  });
