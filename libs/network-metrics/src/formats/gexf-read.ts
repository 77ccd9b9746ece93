import { cellOf, type CellType, strengthOf, typeNamed } from './cells.ts';
import { Collector } from './collector.ts';
import { FormatError, type TextPlace } from './format-error.ts';
import { type Limits, limitsOf, type ReadOptions, within } from './limits.ts';
import { type Cell, type NetworkFile } from './network-file.ts';
import { type Chunks } from './text.ts';
import { type Element, readXml, required, unsupported, type XmlHandler } from './xml.ts';

/**
 * Reads GEXF 1.2 and 1.3 piece by piece: one static graph, directed or undirected (undirected where `defaultedgetype` is not given).
 * The weight of an edge is its strength. A label of a node or edge is the attribute `label`; attvalues are attributes under their
 * titles, with their defaults; lists and dates stay the texts that they are; `NaN` counts as no value. Metadata, drawings (`viz`)
 * and ids of edges are passed over. O(file).
 * @throws FormatError FORMAT_MALFORMED; DOCTYPE_REFUSED; LIMIT_EXCEEDED; OUT_OF_RANGE for numbers that a double does not hold;
 * FORMAT_UNSUPPORTED with the parameter `mixed` (also for edges of the type `mutual`), `dynamic`, `nested`, `graphs`, `element` or
 * `encoding`; what `graphOf` refuses, with the row of the tie and its line
 */
export const readGexf = async (chunks: Chunks, options: ReadOptions = {}): Promise<NetworkFile> => {
  const limits = limitsOf(options);
  const reader = new GexfReader(limits);
  await readXml(chunks, limits, reader);
  return reader.finish();
};

interface Declared {
  readonly title: string;
  readonly type: CellType;
  byDefault: Cell;
}

const passedOver = new Set(['meta', 'creator', 'description', 'keywords', 'options', 'attvalues', 'text']);
const dynamic = new Set(['spells', 'spell', 'slices', 'slice']);
const times = ['start', 'end', 'startopen', 'endopen', 'timestamp', 'timestamps', 'intervals'];

class GexfReader implements XmlHandler {
  readonly #collector: Collector;
  readonly #limits: Limits;
  readonly #declared = { node: new Map<string, Declared>(), edge: new Map<string, Declared>() };
  #directed: boolean | undefined;
  #of: 'node' | 'edge' = 'node';
  #attribute: Declared | undefined;
  #row = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#collector = new Collector(limits);
  }

  readonly open = (element: Element, place: TextPlace): void => {
    switch (`${element.parent}/${element.name}`) {
      case '/gexf':
      case 'graph/nodes':
      case 'graph/edges':
        return;
      case 'gexf/graph':
        this.#openGraph(element, place);
        return;
      case 'graph/attributes':
        this.#openAttributes(element, place);
        return;
      case 'attributes/attribute':
        this.#openAttribute(element, place);
        return;
      case 'nodes/node':
        this.#openNode(element, place);
        return;
      case 'edges/edge':
        this.#openEdge(element, place);
        return;
      case 'attvalues/attvalue':
        this.#attvalue(element, place);
        return;
      default:
        this.#openOther(element, place);
    }
  };

  readonly close = ({ name, parent }: Element, text: string, place: TextPlace): void => {
    const attribute = this.#attribute;
    if (!attribute) return;
    if (name === 'default' && parent === 'attribute')
      attribute.byDefault = cellOf(attribute.type, text, place);
    if (name !== 'attribute') return;
    this.#attribute = undefined;
    if (this.#of === 'node') this.#collector.nodeColumns.declare(attribute.title, place, attribute.byDefault);
    else if (attribute.title !== 'weight')
      this.#collector.tieColumns.declare(attribute.title, place, attribute.byDefault);
  };

  finish(): NetworkFile {
    if (this.#directed === undefined) throw new FormatError('FORMAT_MALFORMED', { parameter: 'graph' });
    return this.#collector.finish(this.#directed);
  }

  #openGraph(element: Element, place: TextPlace): void {
    if (this.#directed !== undefined) throw unsupported('graphs', place);
    refuseDynamic(element, place);
    const edges = element.attribute('defaultedgetype') ?? 'undirected';
    if (edges === 'mutual') throw unsupported('mixed', place);
    if (edges !== 'directed' && edges !== 'undirected')
      throw new FormatError('FORMAT_MALFORMED', { column: 'defaultedgetype', ...place });
    this.#directed = edges === 'directed';
  }

  #openAttributes(element: Element, place: TextPlace): void {
    refuseDynamic(element, place);
    const of = required(element, 'class', place);
    if (of !== 'node' && of !== 'edge')
      throw new FormatError('FORMAT_MALFORMED', { column: 'class', ...place });
    this.#of = of;
  }

  #openAttribute(element: Element, place: TextPlace): void {
    const declared = this.#declared[this.#of];
    const id = required(element, 'id', place);
    within(this.#limits, 'nameLength', id.length, place);
    within(this.#limits, 'attributes', declared.size + 1, place);
    if (declared.has(id)) throw new FormatError('FORMAT_MALFORMED', { column: 'id', ...place });
    const type = typeNamed(element.attribute('type'));
    this.#attribute = { title: element.attribute('title') ?? id, type, byDefault: null };
    declared.set(id, this.#attribute);
  }

  #openNode(element: Element, place: TextPlace): void {
    refuseDynamic(element, place);
    if (element.attribute('pid') !== undefined) throw unsupported('nested', place);
    this.#of = 'node';
    this.#row = this.#collector.node(required(element, 'id', place), place);
    this.#label(element, place);
  }

  #openEdge(element: Element, place: TextPlace): void {
    refuseDynamic(element, place);
    const type = element.attribute('type');
    if (type !== undefined && type !== (this.#directed ? 'directed' : 'undirected'))
      throw unsupported('mixed', place);
    this.#of = 'edge';
    const from = required(element, 'source', place);
    this.#row = this.#collector.tie(from, required(element, 'target', place), place);
    const weight = element.attribute('weight');
    if (weight !== undefined) this.#collector.strength(this.#row, strengthOf(weight), place);
    this.#label(element, place);
  }

  #label(element: Element, place: TextPlace): void {
    const label = element.attribute('label');
    if (label !== undefined) this.#columns().set('label', this.#row, label, place);
  }

  #attvalue(element: Element, place: TextPlace): void {
    refuseDynamic(element, place);
    const id = element.attribute('for') ?? required(element, 'id', place);
    const declared = this.#declared[this.#of].get(id);
    if (!declared) throw new FormatError('FORMAT_MALFORMED', { column: 'for', ...place });
    const { title, type } = declared;
    const text = required(element, 'value', place);
    if (this.#of === 'edge' && title === 'weight')
      this.#collector.strength(this.#row, strengthOf(text), place);
    else this.#columns().set(title, this.#row, cellOf(type, text, place), place);
  }

  #columns() {
    return this.#of === 'node' ? this.#collector.nodeColumns : this.#collector.tieColumns;
  }

  #openOther({ name, parent }: Element, place: TextPlace): void {
    if (parent === '') throw new FormatError('FORMAT_MALFORMED', place);
    if (dynamic.has(name)) throw unsupported('dynamic', place);
    if (parent === 'node' && (name === 'nodes' || name === 'edges')) throw unsupported('nested', place);
    if (name === 'parents' || name === 'parent') throw unsupported('nested', place);
    const isDefault = parent === 'attribute' && name === 'default';
    if (!isDefault && !passedOver.has(name)) throw unsupported('element', place);
  }
}

const refuseDynamic = ({ attribute }: Element, place: TextPlace): void => {
  if (attribute('mode') === 'dynamic' || times.some((name) => attribute(name) !== undefined))
    throw unsupported('dynamic', place);
};
