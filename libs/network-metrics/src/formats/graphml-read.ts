import { type Cell, type NetworkFile } from './network-file.ts';
import { booleanOf, cellOf, type CellType, strengthOf, typeNamed } from './cells.ts';
import { Collector } from './collector.ts';
import { FormatError, type TextPlace } from './format-error.ts';
import { type Limits, limitsOf, type ReadOptions, within } from './limits.ts';
import { type Chunks } from './text.ts';
import { type Element, readXml, required, unsupported, type XmlHandler } from './xml.ts';

/**
 * Reads GraphML (Brandes et al. 2002) piece by piece: one graph, directed or undirected. Edge data named `weight` are the strengths; all
 * other data of nodes and edges are attributes, with their defaults. `NaN` counts as no value. Data of the graph, descriptions, ids of
 * edges, and data that are elements of another namespace (drawings of yEd) are passed over. O(file).
 * @throws FormatError FORMAT_MALFORMED; DOCTYPE_REFUSED; LIMIT_EXCEEDED; OUT_OF_RANGE for numbers that a double does not hold;
 * FORMAT_UNSUPPORTED with the parameter `mixed`, `hyperedge`, `port`, `nested`, `graphs`, `locator`, `element` or `encoding`;
 * what `graphOf` refuses, with the row of the tie and its line
 */
export const readGraphml = async (chunks: Chunks, options: ReadOptions = {}): Promise<NetworkFile> => {
  const limits = limitsOf(options);
  const reader = new GraphmlReader(limits);
  await readXml(chunks, limits, reader);
  return reader.finish();
};

interface Key {
  readonly name: string;
  readonly type: CellType;
  readonly of: 'node' | 'edge' | 'all' | 'other';
  byDefault: Cell;
}

const passedOver = new Set(['desc', 'data', 'default']);
const refused: ReadonlyMap<string, string> = new Map([
  ['hyperedge', 'hyperedge'],
  ['port', 'port'],
  ['endpoint', 'hyperedge'],
  ['locator', 'locator'],
]);

class GraphmlReader implements XmlHandler {
  readonly #collector: Collector;
  readonly #limits: Limits;
  readonly #keys = new Map<string, Key>();
  #directed: boolean | undefined;
  #key: Key | undefined;
  #row = 0;
  /** The default of strengths, null where the file has none. */
  #strength: Cell = null;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#collector = new Collector(limits);
  }

  readonly open = (element: Element, place: TextPlace): void => {
    switch (`${element.parent}/${element.name}`) {
      case '/graphml':
        return;
      case 'graphml/key':
        this.#openKey(element, place);
        return;
      case 'graphml/graph':
        this.#openGraph(element, place);
        return;
      case 'graph/node':
        this.#row = this.#collector.node(required(element, 'id', place), place);
        return;
      case 'graph/edge':
        this.#openEdge(element, place);
        return;
      case 'node/graph':
      case 'edge/graph':
        throw unsupported('nested', place);
      default:
        if (element.parent === '') throw new FormatError('FORMAT_MALFORMED', place);
        if (!passedOver.has(element.name)) throw unsupported(refused.get(element.name) ?? 'element', place);
    }
  };

  readonly close = (element: Element, text: string, place: TextPlace): void => {
    const { name, parent } = element;
    if (name === 'key') this.#closeKey(place);
    else if (name === 'default' && parent === 'key') this.#setDefault(text, place);
    else if (name === 'data' && (parent === 'node' || parent === 'edge'))
      this.#data(element, parent, text, place);
  };

  finish(): NetworkFile {
    if (this.#directed === undefined) throw new FormatError('FORMAT_MALFORMED', { parameter: 'graph' });
    return this.#collector.finish(this.#directed);
  }

  #openKey(element: Element, place: TextPlace): void {
    const id = required(element, 'id', place);
    within(this.#limits, 'nameLength', id.length, place);
    within(this.#limits, 'attributes', this.#keys.size + 1, place);
    if (this.#keys.has(id)) throw new FormatError('FORMAT_MALFORMED', { column: 'id', ...place });
    const what = element.attribute('for') ?? 'all';
    const known = what === 'node' || what === 'edge' || what === 'all' ? what : 'other';
    const name = element.attribute('attr.name');
    const type = element.attribute('attr.type');
    // A key that says neither name nor type is one of another program's own, whose data are drawings.
    const of = name === undefined && type === undefined ? 'other' : known;
    this.#key = { name: name ?? id, type: typeNamed(type), of, byDefault: null };
    this.#keys.set(id, this.#key);
  }

  #setDefault(text: string, place: TextPlace): void {
    if (this.#key) this.#key.byDefault = cellOf(this.#key.type, text, place);
  }

  #closeKey(place: TextPlace): void {
    const key = this.#key;
    this.#key = undefined;
    if (!key) return;
    const { nodeColumns, tieColumns } = this.#collector;
    if (key.of === 'node' || key.of === 'all') nodeColumns.declare(key.name, place, key.byDefault);
    if (key.of !== 'edge' && key.of !== 'all') return;
    if (key.name === 'weight') this.#strength = key.byDefault;
    else tieColumns.declare(key.name, place, key.byDefault);
  }

  #openGraph(element: Element, place: TextPlace): void {
    if (this.#directed !== undefined) throw unsupported('graphs', place);
    const edges = required(element, 'edgedefault', place);
    if (edges !== 'directed' && edges !== 'undirected')
      throw new FormatError('FORMAT_MALFORMED', { column: 'edgedefault', ...place });
    this.#directed = edges === 'directed';
  }

  #openEdge(element: Element, place: TextPlace): void {
    const own = element.attribute('directed');
    if (own !== undefined && booleanOf(own, place) !== this.#directed) throw unsupported('mixed', place);
    if (element.attribute('sourceport') !== undefined || element.attribute('targetport') !== undefined)
      throw unsupported('port', place);
    const from = required(element, 'source', place);
    this.#row = this.#collector.tie(from, required(element, 'target', place), place);
    if (this.#strength !== null) this.#collector.strength(this.#row, this.#strength, place);
  }

  #data(element: Element, parent: 'node' | 'edge', text: string, place: TextPlace): void {
    const key = this.#keys.get(required(element, 'key', place));
    if (!key) throw new FormatError('FORMAT_MALFORMED', { column: 'key', ...place });
    if (key.of === 'other') return;
    if (key.of !== 'all' && key.of !== parent)
      throw new FormatError('FORMAT_MALFORMED', { column: 'key', ...place });
    const { nodeColumns, tieColumns } = this.#collector;
    if (parent === 'edge' && key.name === 'weight')
      this.#collector.strength(this.#row, strengthOf(text), place);
    else
      (parent === 'node' ? nodeColumns : tieColumns).set(
        key.name,
        this.#row,
        cellOf(key.type, text, place),
        place,
      );
  }
}
