import { SaxesParser } from 'saxes';
import { FormatError, type TextPlace } from './format-error.ts';
import { type Limits, within } from './limits.ts';
import { type Chunks, decoded } from './text.ts';

/** An element of the format's own namespace. */
export interface Element {
  readonly name: string;
  /** The name of the element that it lies in, '' for the root. */
  readonly parent: string;
  readonly attribute: (name: string) => string | undefined;
}

export interface XmlHandler {
  readonly open: (element: Element, place: TextPlace) => void;
  /** `text` is what stands in the element after the last element in it, white space and all. */
  readonly close: (element: Element, text: string, place: TextPlace) => void;
}

interface Opened extends Element {
  text: string;
}

/** The five of XML, and nothing inherited: `&constructor;` is no entity. */
const entities: Record<string, string> = Object.assign(Object.create(null) as Record<string, string>, {
  amp: '&',
  gt: '>',
  lt: '<',
  quot: '"',
  apos: "'",
});

/**
 * Reads XML piece by piece. There are no entities but the five of XML and no external ones, because a document type is refused
 * before anything of it is used. Elements of another namespace than the root's (drawings, as a rule) are passed over with all that
 * is in them, for `open` and `close` as if they were not there.
 * @throws FormatError FORMAT_MALFORMED, DOCTYPE_REFUSED, FORMAT_UNSUPPORTED for an encoding that is not UTF-8, LIMIT_EXCEEDED
 */
export const readXml = async (chunks: Chunks, limits: Limits, handler: XmlHandler): Promise<void> => {
  const reader = new XmlReader(limits, handler);
  for await (const text of decoded(chunks)) reader.write(text);
  reader.close();
};

class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #open: Opened[] = [];
  readonly #limits: Limits;
  readonly #handler: XmlHandler;
  #namespace: string | undefined;
  /** How deep we are in elements of another namespace. */
  #foreign = 0;
  /** Where the last tag or text ended: a tag, text or document type that never ends is noticed by the distance from here. */
  #recordStart = 0;
  #written = 0;

  constructor(limits: Limits, handler: XmlHandler) {
    this.#limits = limits;
    this.#handler = handler;
    const parser = this.#parser;
    parser.ENTITIES = entities;
    parser.on('error', () => {
      throw new FormatError('FORMAT_MALFORMED', this.#place());
    });
    parser.on('doctype', () => {
      throw new FormatError('DOCTYPE_REFUSED', this.#place());
    });
    parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
      if (!/^(utf-?8|us-ascii)$/i.test(encoding))
        throw new FormatError('FORMAT_UNSUPPORTED', { parameter: 'encoding', ...this.#place() });
    });
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('comment', () => this.#mark());
    parser.on('processinginstruction', () => this.#mark());
    parser.on('opentag', (tag) => {
      this.#mark();
      this.#opened(tag.local, tag.uri, (name) => tag.attributes[name]?.value);
    });
    parser.on('closetag', () => this.#closed());
  }

  write(text: string): void {
    this.#parser.write(text);
    this.#written += text.length;
    // The parser knows its position only while it writes.
    within(this.#limits, 'recordLength', this.#written - this.#recordStart, { line: this.#parser.line });
  }

  close(): void {
    this.#parser.close();
  }

  #place(): TextPlace {
    return { line: this.#parser.line, character: this.#parser.columnIndex + 1 };
  }

  #mark(): void {
    within(this.#limits, 'recordLength', this.#parser.position - this.#recordStart, this.#place());
    this.#recordStart = this.#parser.position;
  }

  #text(text: string): void {
    this.#mark();
    const inner = this.#open.at(-1);
    if (!inner || this.#foreign > 0) return;
    inner.text += text;
    within(this.#limits, 'recordLength', inner.text.length, this.#place());
  }

  #opened(name: string, namespace: string, attribute: Element['attribute']): void {
    within(this.#limits, 'depth', this.#open.length + this.#foreign + 1, this.#place());
    this.#namespace ??= namespace;
    const outer = this.#open.at(-1);
    // White space between a million elements would be a text of a million characters.
    if (outer) outer.text = '';
    if (this.#foreign > 0 || namespace !== this.#namespace) {
      this.#foreign++;
      return;
    }
    const element = { name, parent: outer?.name ?? '', attribute, text: '' };
    this.#open.push(element);
    this.#handler.open(element, this.#place());
  }

  #closed(): void {
    this.#mark();
    if (this.#foreign > 0) {
      this.#foreign--;
      return;
    }
    const element = this.#open.pop();
    if (element) this.#handler.close(element, element.text, this.#place());
  }
}

/** The value of an attribute that has to be there. @throws FormatError FORMAT_MALFORMED */
export const required = ({ attribute }: Element, name: string, place: TextPlace): string => {
  const found = attribute(name);
  if (found === undefined) throw new FormatError('FORMAT_MALFORMED', { column: name, ...place });
  return found;
};

export const unsupported = (parameter: string, place: TextPlace): FormatError =>
  new FormatError('FORMAT_UNSUPPORTED', { parameter, ...place });
