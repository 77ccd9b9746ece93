import { typesIn } from './cells.ts';
import {
  type Attributes,
  type Cell,
  checked,
  hasStrengths,
  refuseNames,
  tiesOf,
  type WritableNetwork,
} from './network-file.ts';
import { batched } from './text.ts';
import { declaration, escaped, tag } from './write-xml.ts';

/**
 * Writes GraphML in pieces, with a key for every attribute: texts are `string`, numbers `double`, and a column of several types has a
 * key of the same name for each, as networkx has it. Strengths are the key `weight`, left out where all are 1. O(n + m).
 * @throws NetworkError LENGTHS_DIFFER, OUT_OF_RANGE for numbers that are not finite, ATTRIBUTE_RESERVED for an attribute of ties named
 * `weight`, CHARACTER_NOT_WRITABLE for characters that XML 1.0 cannot hold
 */
export const writeGraphml = (network: WritableNetwork): Iterable<string> => batched(lines(network));

interface Column {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** The id of the key for each type of cell. */
  readonly keys: ReadonlyMap<string, string>;
}

function* lines(network: WritableNetwork): Generator<string, void> {
  const { graph, nodeAttributes, tieAttributes } = checked(network);
  refuseNames(tieAttributes, (name) => name === 'weight');
  const nodeColumns = columnsOf(nodeAttributes, 'n');
  const tieColumns = columnsOf(tieAttributes, 'e');
  const weighted = hasStrengths(graph);

  yield `${declaration}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`;
  yield* keysOf(nodeColumns, 'node');
  yield* keysOf(tieColumns, 'edge');
  if (weighted) yield keyOf('weight', 'edge', 'weight', 'number');
  yield `${tag('graph', { edgedefault: graph.directed ? 'directed' : 'undirected' })}\n`;
  for (const [row, id] of graph.nodes.entries())
    yield `${tag('node', { id })}${dataOf(nodeColumns, row)}</node>\n`;
  let row = 0;
  for (const { from, to, weight } of tiesOf(graph)) {
    const ends = tag('edge', { source: graph.nodes[from], target: graph.nodes[to] });
    const strength = weighted ? `<data key="weight">${weight}</data>` : '';
    yield `${ends}${strength}${dataOf(tieColumns, row++)}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

const columnsOf = (attributes: Attributes, prefix: string): readonly Column[] =>
  [...attributes].map(([name, cells], at) => {
    const types = typesIn(cells);
    // A column without any value is kept, as one of texts.
    const keys = (types.length > 0 ? types : ['string']).map(
      (type, key) => [type, `${prefix}${at}.${key}`] as const,
    );
    return { name, cells, keys: new Map(keys) };
  });

function* keysOf(columns: readonly Column[], what: 'node' | 'edge'): Generator<string, void> {
  for (const { name, keys } of columns) for (const [type, id] of keys) yield keyOf(id, what, name, type);
}

const keyOf = (id: string, what: 'node' | 'edge', name: string, type: string): string =>
  `${tag('key', { id, for: what, 'attr.name': name, 'attr.type': type === 'number' ? 'double' : type }, '/')}\n`;

const dataOf = (columns: readonly Column[], row: number): string => {
  let data = '';
  for (const { cells, keys } of columns) {
    const cell = cells[row] ?? null;
    if (cell !== null) data += `<data key="${keys.get(typeof cell) ?? ''}">${escaped(String(cell))}</data>`;
  }
  return data;
};
