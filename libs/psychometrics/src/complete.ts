import { type AnswerMatrix, refuseUnlessGap } from './matrix.ts';
import { type AnswerRange } from './scale.ts';

/** Whether the row whose first cell is at `base` has an answer in each of the columns. */
export type IsComplete = (base: number) => boolean;

/** What a byte can be. */
const [ANSWER, GAP] = [0, 1];
export const NEITHER = 2;

/** Of each of the 256 bytes: 0 an answer, 1 a gap, `NEITHER`. */
export const kindsOfBytes = ({ min, max }: AnswerRange, gap: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, x) => (x >= min && x <= max ? ANSWER : x === gap ? GAP : NEITHER));

/** Refuses the first cell of the row at `base` that is neither: `ANSWER_OUT_OF_RANGE` with row and item. */
export const refuseByte = (
  matrix: AnswerMatrix,
  bytes: Uint8Array,
  columns: Int32Array,
  base: number,
  kinds: Uint8Array,
): void => {
  for (const column of columns)
    if (kinds[bytes[base + column] ?? 0] === NEITHER) refuseUnlessGap(matrix, base + column);
};

/**
 * Asks row by row whether all of these columns are answered. Errors: `ANSWER_OUT_OF_RANGE` with row and item where a cell is
 * neither an answer nor a gap. O(columns) a row.
 */
export const completeness = (matrix: AnswerMatrix, columns: Int32Array, range: AnswerRange): IsComplete => {
  const { cells } = matrix;
  return cells instanceof Uint8Array
    ? ofBytes(matrix, cells, columns, range)
    : ofNumbers(matrix, columns, range);
};

const ofNumbers = (matrix: AnswerMatrix, columns: Int32Array, { min, max }: AnswerRange): IsComplete => {
  const { cells, gap } = matrix;
  const k = columns.length;
  return (base) => {
    let answered = 0;
    for (let j = 0; j < k; j += 1) {
      const at = base + (columns[j] ?? 0);
      const x = cells[at] ?? NaN;
      if (x >= min && x <= max) answered += 1;
      else if (x !== gap) refuseUnlessGap(matrix, at);
    }
    return answered === k;
  };
};

/** A byte is looked up rather than compared: a third of the time, as no gap surprises the processor. */
const ofBytes = (
  matrix: AnswerMatrix,
  bytes: Uint8Array,
  columns: Int32Array,
  range: AnswerRange,
): IsComplete => {
  const k = columns.length;
  const kinds = kindsOfBytes(range, matrix.gap);
  return (base) => {
    let seen = ANSWER;
    for (let j = 0; j < k; j += 1) seen |= kinds[bytes[base + (columns[j] ?? 0)] ?? 0] ?? NEITHER;
    if (seen >= NEITHER) refuseByte(matrix, bytes, columns, base, kinds);
    return seen === ANSWER;
  };
};
