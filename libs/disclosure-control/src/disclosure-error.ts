/** What is wrong with the input. Codes are part of the public interface. */
export type DisclosureErrorCode =
  | 'PERSON_OUT_OF_RANGE'
  | 'PERSON_TWICE'
  | 'LENGTHS_DIFFER'
  | 'NOT_A_NUMBER'
  | 'OUT_OF_RANGE'
  | 'BELOW_MINIMUM'
  | 'DIMENSION_NOT_ALLOWED'
  | 'DIMENSION_MISSING'
  | 'CELL_TWICE';

/** Where in the caller's own input: rows count from 0; a column or parameter by its name. */
export interface Place {
  readonly row?: number;
  readonly column?: string;
  readonly parameter?: string;
}

/** Input that breaks a precondition, and where. It names places and never people, words of a key or values. */
export class DisclosureError extends Error {
  override readonly name = 'DisclosureError';
  readonly code: DisclosureErrorCode;
  readonly row: number | undefined;
  readonly column: string | undefined;
  readonly parameter: string | undefined;

  constructor(code: DisclosureErrorCode, place: Place = {}) {
    const where = Object.entries(place).map(([name, at]) => `${name} ${String(at)}`);
    super(where.length === 0 ? code : `${code} at ${where.join(', ')}`);
    this.code = code;
    this.row = place.row;
    this.column = place.column;
    this.parameter = place.parameter;
  }
}
