import { NetworkError } from '../network-error.ts';
import { FormatError } from './format-error.ts';

/** A file in pieces, cut anywhere: bytes are UTF-8, with or without a byte order mark. */
export type Chunks = AsyncIterable<string | Uint8Array>;

/** Readers look at their limits between slices, however large the pieces are that they are given. */
const sliceLength = 65_536;

/**
 * The text of the pieces, in slices that never split a character.
 * @throws FormatError FORMAT_MALFORMED for bytes that are not UTF-8 and for halves of characters
 */
export async function* decoded(chunks: Chunks): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const position = new Lines();
  let held = '';
  let started = false;
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += sliceLength) {
      const text = held + decodedSlice(decoder, chunk, at, position);
      const whole = /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
      held = text.slice(whole);
      if (whole === 0) continue;
      const slice = wellFormed(text.slice(0, whole), position);
      const start = !started && slice.startsWith('\uFEFF') ? 1 : 0;
      started = true;
      yield slice.slice(start);
      position.pass(slice);
    }
  const rest = held + decodedSlice(decoder, undefined, 0, position);
  if (rest !== '') throw new FormatError('FORMAT_MALFORMED', position.place());
}

const decodedSlice = (
  decoder: InstanceType<typeof TextDecoder>,
  chunk: string | Uint8Array | undefined,
  at: number,
  position: Lines,
): string => {
  if (typeof chunk === 'string') return chunk.slice(at, at + sliceLength);
  const slice = chunk?.subarray(at, at + sliceLength);
  try {
    return slice ? decoder.decode(slice, { stream: true }) : decoder.decode();
  } catch {
    const text = new TextDecoder().decode(slice);
    throw malformed(text, text.indexOf('\uFFFD'), position);
  }
};

const wellFormed = (text: string, position: Lines): string => {
  if (!text.isWellFormed()) throw malformed(text, text.search(/\p{Surrogate}/u), position);
  return text;
};

const malformed = (text: string, end: number, position: Lines): FormatError => {
  position.pass(text, Math.max(end, 0));
  return new FormatError('FORMAT_MALFORMED', position.place());
};

/** Counts lines, `\n` or `\r\n`, in the text or bytes that have passed. */
export class Lines {
  #line = 1;
  #character = 1;

  pass(text: string | Uint8Array, end = text.length, start = 0): void {
    for (let at = start; at < end; at++)
      if ((typeof text === 'string' ? text.charCodeAt(at) : text[at]) === 10) {
        this.#line++;
        this.#character = 1;
      } else this.#character++;
  }

  place(): { line: number; character: number } {
    return { line: this.#line, character: this.#character };
  }
}

/** Texts put together until they are worth a piece of their own. */
export function* batched(texts: Iterable<string>): Generator<string, void> {
  let batch: string[] = [];
  let length = 0;
  for (const text of texts) {
    batch.push(text);
    length += text.length;
    if (length < sliceLength) continue;
    yield batch.join('');
    batch = [];
    length = 0;
  }
  if (length > 0) yield batch.join('');
}

/** From this length on, V8 has a part of a text point into the whole. */
const pointing = 13;

/** The same text on its own, so that what is kept of a piece does not keep the piece. */
export const owned = (text: string): string =>
  text.length < pointing ? text : Buffer.from(text, 'utf16le').toString('utf16le');

/** The same text, when it can be written as UTF-8. @throws NetworkError CHARACTER_NOT_WRITABLE for half of a character */
export const writable = (text: string): string => {
  if (!text.isWellFormed()) throw new NetworkError('CHARACTER_NOT_WRITABLE');
  return text;
};
