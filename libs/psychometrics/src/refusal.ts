/** What is wrong with the input. Codes are part of the public interface. */
export type RefusalCode =
  | 'NOT_A_NUMBER'
  | 'NOT_A_MATRIX'
  | 'LENGTHS_DIFFER'
  | 'OUT_OF_RANGE'
  | 'RANGE_EMPTY'
  | 'LEVEL_OUT_OF_RANGE'
  | 'MARGIN_NOT_POSITIVE'
  | 'SD_NOT_POSITIVE'
  | 'RELIABILITY_OUT_OF_RANGE'
  | 'WEIGHT_NEGATIVE'
  | 'MINIMUM_TOO_SMALL';

/** Input that breaks a precondition. `row` and `column` count from 0 and say where, in the caller's own input. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly row: number | undefined;
  readonly column: number | undefined;

  constructor(code: RefusalCode, place: { readonly row?: number; readonly column?: number } = {}) {
    const where = [
      ...(place.row === undefined ? [] : [`row ${place.row}`]),
      ...(place.column === undefined ? [] : [`column ${place.column}`]),
    ];
    super(where.length === 0 ? code : `${code} at ${where.join(', ')}`);
    this.code = code;
    this.row = place.row;
    this.column = place.column;
  }
}

/** The level of an interval, between 0 and 1 without the ends: `LEVEL_OUT_OF_RANGE` otherwise. */
export const checkLevel = (level: number): void => {
  if (!(level > 0 && level < 1)) throw new Refusal('LEVEL_OUT_OF_RANGE');
};
