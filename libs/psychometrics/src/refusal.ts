/** What is wrong with the input. Codes are part of the public interface. */
export type RefusalCode =
  | 'ANSWER_OUT_OF_RANGE'
  | 'CUTOFF_AGAINST_DIRECTION'
  | 'GAP_WITHIN_RANGE'
  | 'INSTRUMENT_UNKNOWN'
  | 'ITEM_NOT_IN_MATRIX'
  | 'ITEM_TWICE'
  | 'KEY_CONTRADICTED'
  | 'MATRIX_SHAPE'
  | 'SCALE_DEFECTIVE'
  | 'NOT_A_NUMBER'
  | 'NOT_A_MATRIX'
  | 'NOT_SYMMETRIC'
  | 'LENGTHS_DIFFER'
  | 'OUT_OF_RANGE'
  | 'RANGE_EMPTY'
  | 'LEVEL_OUT_OF_RANGE'
  | 'MARGIN_NOT_POSITIVE'
  | 'SD_NOT_POSITIVE'
  | 'RELIABILITY_OUT_OF_RANGE'
  | 'WEIGHT_NEGATIVE'
  | 'MINIMUM_TOO_SMALL';

/** Where in the caller's own input: rows and columns count from 0, an item by its code, a parameter by its name. */
export interface Place {
  readonly row?: number;
  readonly column?: number;
  readonly item?: string;
  readonly parameter?: string;
}

/** Input that breaks a precondition, and where. What data merely cannot answer is an outcome with a reason instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly item: string | undefined;
  readonly parameter: string | undefined;

  constructor(code: RefusalCode, place: Place = {}) {
    const where = Object.entries(place).map(([name, at]) => `${name} ${String(at)}`);
    super(where.length === 0 ? code : `${code} at ${where.join(', ')}`);
    this.code = code;
    this.row = place.row;
    this.column = place.column;
    this.item = place.item;
    this.parameter = place.parameter;
  }
}

/** The level of an interval, between 0 and 1 without the ends: `LEVEL_OUT_OF_RANGE` otherwise. */
export const checkLevel = (level: number): void => {
  if (!(level > 0 && level < 1)) throw new Refusal('LEVEL_OUT_OF_RANGE');
};

/** The number, refused with its parameter's name where it is not finite. */
export const finite = (x: number, parameter: string): number => {
  if (!Number.isFinite(x)) throw new Refusal('NOT_A_NUMBER', { parameter });
  return x;
};

/**
 * Covariances of k items, row after row: `NOT_A_MATRIX` unless k is a whole number and there are k · k, `NOT_A_NUMBER` with row and
 * column where one is not finite, `NOT_SYMMETRIC` with row and column where two that are the same differ by more than rounding.
 */
export const checkCovariance = (k: number, covariance: Float64Array): void => {
  if (!(Number.isInteger(k) && k >= 0 && covariance.length === k * k)) throw new Refusal('NOT_A_MATRIX');
  const at = covariance.findIndex((x) => !Number.isFinite(x));
  if (at >= 0) throw new Refusal('NOT_A_NUMBER', { row: Math.floor(at / k), column: at % k });
  for (let row = 0; row < k; row += 1)
    for (let column = 0; column < row; column += 1) {
      const [below, above] = [covariance[row * k + column] ?? 0, covariance[column * k + row] ?? 0];
      if (Math.abs(below - above) > 1e-9 * Math.max(Math.abs(below), Math.abs(above)))
        throw new Refusal('NOT_SYMMETRIC', { row, column });
    }
};
