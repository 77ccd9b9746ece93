import { NetworkError } from '../network-error.ts';

const replacements: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  // Readers turn these into spaces in attributes, and a carriage return into a line feed in texts, unless they are written so.
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

/** XML 1.0, 2.2: the characters that no document may hold, escaped or not. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/**
 * A text as it stands in an attribute or an element.
 * @throws NetworkError CHARACTER_NOT_WRITABLE for control characters, U+FFFE, U+FFFF and halves of characters
 */
export const escaped = (text: string): string => {
  if (forbidden.test(text) || !text.isWellFormed()) throw new NetworkError('CHARACTER_NOT_WRITABLE');
  return text.replace(/[&<>"\t\n\r]/g, (character) => replacements.get(character) ?? character);
};

/** `<name a="1" …>`; attributes that are undefined are left out. */
export const tag = (
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  end: '' | '/' = '',
): string => {
  const parts = Object.entries(attributes).flatMap(([key, text]) =>
    text === undefined ? [] : [` ${key}="${escaped(String(text))}"`],
  );
  return `<${name}${parts.join('')}${end}>`;
};

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
