import { type InstrumentDefinition, type SealedAnswers } from '@securebase/contracts';
import { type ImportError } from '@securebase/service-kit';

/** A line of the file: who answered, and the cells by column. */
export interface SheetRow {
  readonly reference: string;
  readonly [item: string]: string | undefined;
}

/** The columns after `reference` are the items of the instrument: every one, and no others. */
export const columnErrors = ({ items }: InstrumentDefinition, columns: readonly string[]): ImportError[] => {
  const given = new Set(columns);
  const wanted = new Set([...items, 'reference']);
  return [
    ...items
      .filter((item) => !given.has(item))
      .map((column) => ({
        line: 1,
        column,
        code: 'MISSING_COLUMN',
        message: 'The instrument has this item, and the file no column for it.',
      })),
    ...columns
      .filter((column) => !wanted.has(column))
      .map((column) => ({
        line: 1,
        column,
        code: 'UNKNOWN_COLUMN',
        message: 'The instrument has no such item.',
      })),
  ];
};

/** The answers of a line, and what is wrong with its cells. What stands in a cell is never repeated: it is an answer. */
export const answersIn = (
  { items, range: { min, max } }: InstrumentDefinition,
  line: number,
  row: SheetRow,
): { answers: SealedAnswers; errors: ImportError[] } => {
  const answers: Record<string, number> = {};
  const errors: ImportError[] = [];
  for (const item of items) {
    const cell = row[item]?.trim() ?? '';
    if (cell === '') continue;
    const answer = /^[+-]?\d{1,7}$/.test(cell) ? Number(cell) : undefined;
    if (answer === undefined)
      errors.push({ line, column: item, code: 'ANSWER_NOT_WHOLE', message: 'An answer is a whole number.' });
    else if (answer < min || answer > max)
      errors.push({
        line,
        column: item,
        code: 'ANSWER_OUT_OF_RANGE',
        message: `An answer is a whole number from ${min} to ${max}.`,
      });
    else answers[item] = answer;
  }
  if (errors.length === 0 && Object.keys(answers).length === 0)
    errors.push({ line, code: 'NO_ANSWERS', message: 'A sheet answers at least one item.' });
  return { answers, errors };
};
