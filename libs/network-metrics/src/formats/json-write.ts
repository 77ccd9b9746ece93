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
 * Writes node-link JSON in pieces, as networkx' `node_link_graph` reads it with `edges="links"`. Strengths are `weight`, left out where
 * all are 1; attributes without a value are null, so that every column is there again when it is read. O(n + m).
 * @throws NetworkError LENGTHS_DIFFER, OUT_OF_RANGE for numbers that are not finite, ATTRIBUTE_RESERVED for an attribute of nodes
 * named `id` or of ties named `source`, `target` or `weight`, CHARACTER_NOT_WRITABLE for halves of characters
 */
export const writeNodeLink = (network: WritableNetwork): Iterable<string> => batched(texts(network));

const reserved = new Set(['source', 'target', 'weight']);

function* texts(network: WritableNetwork): Generator<string, void> {
  const { graph, nodeAttributes, tieAttributes } = checked(network);
  refuseNames(nodeAttributes, (name) => name === 'id');
  refuseNames(tieAttributes, (name) => reserved.has(name));
  const nodeColumns = [...nodeAttributes];
  const tieColumns = [...tieAttributes];
  const weighted = hasStrengths(graph);

  yield `{"directed": ${graph.directed}, "multigraph": false, "graph": {}, "nodes": [`;
  for (const [row, id] of graph.nodes.entries())
    yield `${row === 0 ? '\n' : ',\n'}{"id": ${json(id)}${membersOf(nodeColumns, row)}}`;
  yield '\n], "links": [';
  let row = 0;
  for (const { from, to, weight } of tiesOf(graph)) {
    const ends = `"source": ${json(graph.nodes[from]!)}, "target": ${json(graph.nodes[to]!)}`;
    const strength = weighted ? `, "weight": ${weight}` : '';
    yield `${row === 0 ? '\n' : ',\n'}{${ends}${strength}${membersOf(tieColumns, row++)}}`;
  }
  yield '\n]}\n';
}

const membersOf = (columns: readonly (readonly [string, readonly Cell[]])[], row: number): string => {
  let members = '';
  for (const [name, cells] of columns) members += `, ${json(name)}: ${json(cells[row] ?? null)}`;
  return members;
};

const json = (cell: Cell): string => JSON.stringify(typeof cell === 'string' ? writable(cell) : cell);
