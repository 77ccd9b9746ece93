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
import { declaration, tag } from './write-xml.ts';

/**
 * Writes GEXF 1.3 in pieces: strengths are the weights of edges, left out where all are 1; texts of the attribute `label` are labels,
 * everything else attvalues. Texts are `string`, numbers `double`, and a column of several types is declared once for each. O(n + m).
 * @throws NetworkError LENGTHS_DIFFER, OUT_OF_RANGE for numbers that are not finite, ATTRIBUTE_RESERVED for an attribute of ties named
 * `weight`, CHARACTER_NOT_WRITABLE for characters that XML 1.0 cannot hold
 */
export const writeGexf = (network: WritableNetwork): Iterable<string> => batched(lines(network));

interface Column {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** The id of the declaration for each type of cell. */
  readonly ids: ReadonlyMap<string, string>;
}

function* lines(network: WritableNetwork): Generator<string, void> {
  const { graph, nodeAttributes, tieAttributes } = checked(network);
  refuseNames(tieAttributes, (name) => name === 'weight');
  const nodeColumns = columnsOf(nodeAttributes);
  const tieColumns = columnsOf(tieAttributes);
  const weighted = hasStrengths(graph);

  yield `${declaration}<gexf xmlns="http://gexf.net/1.3" version="1.3">\n`;
  yield `${tag('graph', { defaultedgetype: graph.directed ? 'directed' : 'undirected', mode: 'static' })}\n`;
  yield* declarationsOf(nodeColumns, 'node');
  yield* declarationsOf(tieColumns, 'edge');
  yield '<nodes>\n';
  for (const [row, id] of graph.nodes.entries())
    yield `${tag('node', { id, label: labelOf(nodeAttributes, row) })}${valuesOf(nodeColumns, row)}</node>\n`;
  yield '</nodes>\n<edges>\n';
  let row = 0;
  for (const { from, to, weight } of tiesOf(graph)) {
    const edge = tag('edge', {
      id: row,
      source: graph.nodes[from],
      target: graph.nodes[to],
      weight: weighted ? weight : undefined,
      label: labelOf(tieAttributes, row),
    });
    yield `${edge}${valuesOf(tieColumns, row++)}</edge>\n`;
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

const labelOf = (attributes: Attributes, row: number): string | undefined => {
  const label = attributes.get('label')?.[row];
  return typeof label === 'string' ? label : undefined;
};

const columnsOf = (attributes: Attributes): readonly Column[] => {
  let next = 0;
  return [...attributes].map(([name, cells]) => {
    const found = typesIn(cells);
    const types = found.length > 0 ? found : (['string'] as const);
    const declared = name === 'label' && found.length > 0 ? types.filter((type) => type !== 'string') : types;
    return { name, cells, ids: new Map(declared.map((type) => [type, String(next++)])) };
  });
};

function* declarationsOf(columns: readonly Column[], what: 'node' | 'edge'): Generator<string, void> {
  if (columns.every(({ ids }) => ids.size === 0)) return;
  yield `${tag('attributes', { class: what, mode: 'static' })}\n`;
  for (const { name: title, ids } of columns)
    for (const [type, id] of ids)
      yield `${tag('attribute', { id, title, type: type === 'number' ? 'double' : type }, '/')}\n`;
  yield '</attributes>\n';
}

const valuesOf = (columns: readonly Column[], row: number): string => {
  let values = '';
  for (const { cells, ids } of columns) {
    const cell = cells[row] ?? null;
    const id = cell === null ? undefined : ids.get(typeof cell);
    if (id !== undefined) values += tag('attvalue', { for: id, value: String(cell) }, '/');
  }
  return values === '' ? '' : `<attvalues>${values}</attvalues>`;
};
