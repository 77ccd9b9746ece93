/** The file is not UTF-8: where, counted in bytes from its beginning, and the text of that line up to there. */
export class NotUtf8 extends Error {
  readonly line: number;
  /** What stands in the same line before the place. */
  readonly before: string;
  /** The first line of the file, when it is whole. */
  readonly header: string;
  constructor(line: number, before: string, header: string) {
    super('not UTF-8');
    this.line = line;
    this.before = before;
    this.header = header;
  }
}

const newline = 0x0a;
/** A line that is longer than this is not followed back to its beginning. */
const longestLine = 100_000;

const fits = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** How many bytes from the beginning are good; called only when not all of them are. */
const goodLength = (bytes: Uint8Array): number => {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
};

const countLines = (bytes: Uint8Array): number => {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
};

/**
 * The text of a file that comes in pieces; a mark of UTF-8 at its beginning is left out.
 * @throws NotUtf8
 */
export const decoded = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(); // of a line, or of a character, that goes on in the next piece
  let lines = 0;
  let first = true;
  let header = '';

  const refuse = (bytes: Uint8Array): never => {
    const good = bytes.subarray(0, goodLength(bytes));
    const begin = good.lastIndexOf(newline) + 1;
    const before = new TextDecoder().decode(good.subarray(begin));
    if (first) header = headerIn(good);
    throw new NotUtf8(lines + countLines(good) + 1, before, header);
  };

  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (!fits(bytes)) refuse(bytes);
    let end = bytes.lastIndexOf(newline) + 1;
    if (end === 0) {
      rest = bytes;
      if (rest.length > longestLine) end = wholeCharacters(rest);
      if (end === 0) continue;
    }
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, end));
    lines += countLines(bytes.subarray(0, end));
    if (first) header = headerIn(bytes);
    rest = bytes.subarray(end);
    yield first && text.startsWith('\ufeff') ? text.slice(1) : text;
    first = false;
  }
  if (rest.length === 0) return;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rest);
    yield first && text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch {
    refuse(rest); // it ends in the middle of a character
  }
};

const headerIn = (bytes: Uint8Array): string => {
  const text = new TextDecoder().decode(bytes.subarray(0, longestLine));
  return text.includes('\n') ? text.slice(0, text.indexOf('\n')) : '';
};

/** Length without a character that is not whole yet. */
const wholeCharacters = (bytes: Uint8Array): number => {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return end > 0 && (bytes[end - 1] ?? 0) >= 0xc0 ? end - 1 : bytes.length;
};
