import { getManyValues, none } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { numberOf } from './cells.ts';
import { Collector } from './collector.ts';
import { FormatError, type TextPlace } from './format-error.ts';
import { type Limits, limitsOf, type ReadOptions, within } from './limits.ts';
import { type Cell, type NetworkFile } from './network-file.ts';
import { type Chunks, decoded, Lines } from './text.ts';
import { unsupported } from './xml.ts';

/**
 * Reads node-link JSON as of networkx' `node_link_data`, piece by piece: `{ directed, multigraph, graph, nodes: [{ id, … }],
 * links: [{ source, target, weight, … }] }`, with `edges` for `links` as well. A node whose id is a number is named as that number
 * reads. Everything else in a node or link is an attribute. Attributes of the graph are passed over. `directed` is false where it is
 * not given. O(file).
 * @throws FormatError FORMAT_MALFORMED; LIMIT_EXCEEDED; FORMAT_UNSUPPORTED with the parameter `multigraph`, `id` (neither text nor
 * number) or `structure` (lists or objects as attributes); OUT_OF_RANGE for numbers that a double does not hold, among them integers
 * that lose digits; what `graphOf` refuses, with the row of the tie and its line. Characters are those of the beginning of the line
 */
export const readNodeLink = async (chunks: Chunks, options: ReadOptions = {}): Promise<NetworkFile> => {
  const reader = new NodeLinkReader(limitsOf(options));
  for await (const text of decoded(chunks)) reader.write(text);
  return reader.finish();
};

const lists = new Set(['nodes', 'links', 'edges']);

class NodeLinkReader {
  readonly #collector: Collector;
  readonly #limits: Limits;
  readonly #parse = jsonParser({ packValues: true, streamValues: false });
  readonly #lines = new Lines();
  readonly #seen = new Set<string>();
  /** Characters of the lines since the one in which a node, a tie or an outermost member last began or ended. */
  #length = 0;
  #depth = 0;
  /** The key that we are at in the outermost object, and in a node or tie. */
  #outer = '';
  #inner = '';
  #members = new Map<string, Cell>();
  #directed = false;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#collector = new Collector(limits);
  }

  /** Goes line by line, since tokens do not say where they stood. */
  write(text: string): void {
    for (let start = 0; start < text.length;) {
      const end = text.indexOf('\n', start) + 1 || text.length;
      const line = text.slice(start, end);
      this.#length += line.length;
      this.#take(line);
      within(this.#limits, 'recordLength', this.#length, this.#lines.place());
      this.#lines.pass(line);
      start = end;
    }
  }

  finish(): NetworkFile {
    this.#take(none);
    const ties = this.#seen.has('links') || this.#seen.has('edges');
    if (!ties || !this.#seen.has('nodes')) throw this.#malformed();
    return this.#collector.finish(this.#directed);
  }

  #take(text: string | typeof none): void {
    const place = this.#lines.place();
    for (const token of this.#tokens(text)) {
      if (this.#depth <= 2) this.#length = 0;
      this.#token(token, place);
    }
  }

  #tokens(text: string | typeof none): readonly Token[] {
    try {
      // The parser takes `none` for the end, which its type does not say.
      const tokens = this.#parse(text as string);
      return tokens === none ? [] : getManyValues(tokens);
    } catch {
      throw this.#malformed();
    }
  }

  #token(token: Token, place: TextPlace): void {
    switch (token.name) {
      case 'startObject':
      case 'startArray':
        this.#begin(token.name, place);
        return;
      case 'endObject':
      case 'endArray':
        if (--this.#depth === 2 && lists.has(this.#outer)) this.#record(place);
        return;
      case 'keyValue':
        if (this.#depth === 1) this.#outermost(token.value);
        if (this.#depth === 3) this.#inner = this.#wellFormed(token.value);
        return;
      case 'stringValue':
        this.#scalar(this.#wellFormed(token.value), place);
        return;
      case 'numberValue':
        this.#scalar(numberOf(token.value, place, /^-?\d+$/.test(token.value)), place);
        return;
      case 'trueValue':
      case 'falseValue':
      case 'nullValue':
        this.#scalar(token.value, place);
        return;
      default:
    }
  }

  #begin(name: 'startObject' | 'startArray', place: TextPlace): void {
    within(this.#limits, 'depth', this.#depth + 1, place);
    const inList = lists.has(this.#outer);
    if (this.#depth === 0 && name === 'startArray') throw this.#malformed();
    if (this.#depth === 1 && (inList ? name === 'startObject' : /^(directed|multigraph)$/.test(this.#outer)))
      throw this.#malformed();
    if (this.#depth === 2 && inList && name === 'startArray') throw this.#malformed();
    if (this.#depth === 3 && inList)
      throw unsupported(/^(id|source|target)$/.test(this.#inner) ? 'id' : 'structure', place);
    this.#depth++;
  }

  #outermost(key: string): void {
    if (this.#seen.has(key)) throw this.#malformed();
    if (lists.has(key)) this.#seen.add(key);
    this.#outer = key;
  }

  #scalar(cell: Cell, place: TextPlace): void {
    if (this.#depth === 3 && lists.has(this.#outer)) {
      this.#members.set(this.#inner, cell);
      return;
    }
    if (this.#depth === 0 || (this.#depth <= 2 && lists.has(this.#outer))) throw this.#malformed();
    if (this.#depth > 1 || !/^(directed|multigraph)$/.test(this.#outer)) return;
    if (typeof cell !== 'boolean') throw this.#malformed();
    if (this.#outer === 'directed') this.#directed = cell;
    else if (cell) throw unsupported('multigraph', place);
  }

  #record(place: TextPlace): void {
    const members = this.#members;
    this.#members = new Map();
    const take = (name: string): Cell | undefined => {
      const cell = members.get(name);
      members.delete(name);
      return cell;
    };
    const isNode = this.#outer === 'nodes';
    const row = isNode
      ? this.#collector.node(nameOf(take('id'), 'id', place), place)
      : this.#collector.tie(
          nameOf(take('source'), 'source', place),
          nameOf(take('target'), 'target', place),
          place,
        );
    const weight = isNode ? undefined : take('weight');
    if (weight !== undefined) this.#collector.strength(row, weight, place);
    const columns = isNode ? this.#collector.nodeColumns : this.#collector.tieColumns;
    for (const [name, cell] of members) columns.set(name, row, cell, place);
  }

  #wellFormed(text: string): string {
    if (!text.isWellFormed()) throw this.#malformed();
    return text;
  }

  #malformed(): FormatError {
    return new FormatError('FORMAT_MALFORMED', this.#lines.place());
  }
}

const nameOf = (id: Cell | undefined, column: string, place: TextPlace): string => {
  if (id === undefined) throw new FormatError('FORMAT_MALFORMED', { column, ...place });
  if (typeof id !== 'string' && typeof id !== 'number') throw unsupported('id', place);
  return String(id);
};
