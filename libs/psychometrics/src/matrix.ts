import { Refusal } from './refusal.ts';
import { refuseDefective, type ScaleDefinition } from './scale.ts';
import { type Answers } from './score.ts';

export type AnswerCells = Float64Array | Float32Array | Int16Array | Int8Array | Uint8Array;

/** Answer sheets as a matrix: one row a sheet, one column an item, row after row. */
export interface AnswerMatrix {
  /** Item codes, in the order of the columns. */
  readonly items: readonly string[];
  readonly rows: number;
  /** rows × items cells; the cell of row r and column c is at r · items.length + c. */
  readonly cells: AnswerCells;
  /** What stands in a cell that was not answered: `NaN`, or a number outside every scale's range. */
  readonly gap: number;
}

/**
 * A matrix over given cells, none copied. O(items).
 *
 * Errors: `ITEM_TWICE` with the item; `MATRIX_SHAPE` when rows × items is not the number of cells or rows is no whole
 * number.
 */
export const answerMatrix = (matrix: AnswerMatrix): AnswerMatrix => {
  const { items, rows, cells } = matrix;
  const twice = items.find((item, at) => items.indexOf(item) < at);
  if (twice !== undefined) throw new Refusal('ITEM_TWICE', { item: twice });
  if (!Number.isInteger(rows) || rows < 0 || rows * items.length !== cells.length)
    throw new Refusal('MATRIX_SHAPE', { parameter: 'cells' });
  return matrix;
};

/**
 * Sheets as a matrix of the given items; what is absent, null or undefined is a gap (`NaN`). Errors: `ITEM_TWICE`;
 * `NOT_A_NUMBER` with row and item for an answer that is not finite. O(rows × items).
 */
export const matrixOf = (items: readonly string[], sheets: readonly Answers[]): AnswerMatrix => {
  const cells = new Float64Array(items.length * sheets.length);
  sheets.forEach((sheet, row) =>
    items.forEach((item, column) => {
      const answer = sheet[item] ?? null;
      if (answer !== null && !Number.isFinite(answer)) throw new Refusal('NOT_A_NUMBER', { row, item });
      cells[row * items.length + column] = answer ?? NaN;
    }),
  );
  return answerMatrix({ items, rows: sheets.length, cells, gap: NaN });
};

/** Where a scale's items stand in a matrix, and how they count: keyed answer = a + s·x. */
export interface ScaleColumns {
  readonly columns: Int32Array;
  /** min + max for a reversed item, else 0. */
  readonly addends: Float64Array;
  /** −1 for a reversed item, else 1. */
  readonly signs: Float64Array;
  readonly weights: Float64Array;
}

/**
 * A scale's columns in a matrix. Errors: `SCALE_DEFECTIVE` with the first defect's path; `ITEM_NOT_IN_MATRIX` with the item;
 * `GAP_WITHIN_RANGE` when a gap could be taken for an answer.
 */
export const scaleColumns = (scale: ScaleDefinition, { items, gap }: AnswerMatrix): ScaleColumns => {
  refuseDefective(scale);
  const { min, max } = scale.range;
  if (gap >= min && gap <= max) throw new Refusal('GAP_WITHIN_RANGE', { parameter: 'gap' });
  const at = new Map(items.map((item, column) => [item, column]));
  const reversed = new Set(scale.reversed);
  const columns = scale.items.map((item) => {
    const column = at.get(item);
    if (column === undefined) throw new Refusal('ITEM_NOT_IN_MATRIX', { item });
    return column;
  });
  return {
    columns: Int32Array.from(columns),
    addends: Float64Array.from(scale.items, (item) => (reversed.has(item) ? min + max : 0)),
    signs: Float64Array.from(scale.items, (item) => (reversed.has(item) ? -1 : 1)),
    weights: Float64Array.from(scale.items, (item) => scale.weights?.[item] ?? 1),
  };
};

/** Whether a cell that lies outside the range is a gap; anything else there is refused with its row and item. */
export const refuseUnlessGap = (matrix: AnswerMatrix, at: number): void => {
  const cell = matrix.cells[at];
  // NaN is no number's equal, and 0 has two signs.
  if (cell === matrix.gap || Object.is(cell, matrix.gap)) return;
  const width = matrix.items.length;
  const place = { row: Math.floor(at / width), item: matrix.items[at % width] ?? '' };
  throw new Refusal('ANSWER_OUT_OF_RANGE', place);
};
