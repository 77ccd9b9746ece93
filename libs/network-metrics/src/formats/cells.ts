import { FormatError, type TextPlace } from './format-error.ts';
import { type Cell } from './network-file.ts';

export type CellType = 'TEXT' | 'NUMBER' | 'INTEGER' | 'BOOLEAN';

/** Digits can be taken in one way only: a long text that is no number in the end costs its length and not the square of it. */
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A finite number, or null for "NaN", which is how tables without a value are written.
 * @throws FormatError FORMAT_MALFORMED; OUT_OF_RANGE for what a double does not hold, among them integers that lose digits
 */
export const numberOf = (text: string, place: TextPlace, integer = false): number | null => {
  const trimmed = text.trim();
  if (/^nan$/i.test(trimmed)) return null;
  if (/^[+-]?inf(inity)?$/i.test(trimmed)) throw new FormatError('OUT_OF_RANGE', place);
  if (!decimal.test(trimmed)) throw new FormatError('FORMAT_MALFORMED', place);
  const number = Number(trimmed);
  if (integer && Number.isFinite(number) && !Number.isInteger(number))
    throw new FormatError('FORMAT_MALFORMED', place);
  if (!Number.isFinite(number) || (integer && !isKept(trimmed, number)))
    throw new FormatError('OUT_OF_RANGE', place);
  return number;
};

/** Whether the digits of an integer are still the same as a double: long identifiers, for instance, are not. */
const isKept = (text: string, number: number): boolean =>
  Number.isSafeInteger(number) || String(number) === text.replace(/^([+-]?)0+/, '$1').replace('+', '');

/** A strength, or not a number: the collector refuses that, and names the tie. */
export const strengthOf = (text: string): number => (decimal.test(text.trim()) ? Number(text) : NaN);

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

export const booleanOf = (text: string, place: TextPlace): boolean => {
  const found = booleans.get(text.trim().toLowerCase());
  if (found === undefined) throw new FormatError('FORMAT_MALFORMED', place);
  return found;
};

export const cellOf = (type: CellType, text: string, place: TextPlace): Cell => {
  switch (type) {
    case 'TEXT':
      return text;
    case 'NUMBER':
      return numberOf(text, place);
    case 'INTEGER':
      return numberOf(text, place, true);
    case 'BOOLEAN':
      return booleanOf(text, place);
  }
};

/** Names of types in GraphML and GEXF; every other one, lists for instance, is kept as the text that it is. */
const types: ReadonlyMap<string, CellType> = new Map([
  ['boolean', 'BOOLEAN'],
  ...['int', 'integer', 'long', 'short', 'byte'].map((name) => [name, 'INTEGER'] as const),
  ...['float', 'double'].map((name) => [name, 'NUMBER'] as const),
]);

export const typeNamed = (name = 'string'): CellType => types.get(name) ?? 'TEXT';

/** The types that a column holds. Formats with one type to an attribute declare the attribute once for each. */
export const typesIn = (cells: readonly Cell[]): readonly ('string' | 'number' | 'boolean')[] => {
  const found = new Set<'string' | 'number' | 'boolean'>();
  for (const cell of cells) if (cell !== null) found.add(typeof cell as 'string' | 'number' | 'boolean');
  return [...found];
};
