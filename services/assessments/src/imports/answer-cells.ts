import { type InstrumentDefinition, type SealedAnswers } from '@securebase/contracts';
import { cell, importErrorCodes, type ImportError } from '@securebase/service-kit';

/** A line of the file: who answered, and the cells by column. */
export interface SheetRow {
  readonly reference: string;
  readonly [item: string]: string | undefined;
}

type Code = keyof typeof importErrorCodes;
const fault = (
  code: Code,
  line: number,
  column?: string,
  message: string = importErrorCodes[code],
): ImportError => ({
  line,
  column,
  code,
  message,
});

/** What has the form of an item's code can be repeated; anything else might be a row in the header's place. */
const named = (column: string) => (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(column) ? column : undefined);

/** The columns beside `reference` are the items of the instrument: every one, and no others. */
export const columnErrors = ({ items }: InstrumentDefinition, columns: readonly string[]): ImportError[] => {
  const wanted = new Set([...items, 'reference']);
  return [
    ...items.filter((item) => !columns.includes(item)).map((item) => fault('MISSING_COLUMN', 1, item)),
    ...columns
      .filter((column) => !wanted.has(column))
      .map((column) => fault('UNKNOWN_COLUMN', 1, named(column), 'The instrument has no such item.')),
  ];
};

/** The answers of a line, and what is wrong with its cells. What stands in a cell is never repeated: it is an answer. */
export const answersIn = ({ items, range: { min, max } }: InstrumentDefinition) => {
  const answer = cell.whole(min, max);
  return (line: number, row: SheetRow): { answers: SealedAnswers; errors: ImportError[] } => {
    const answers: Record<string, number> = {};
    const errors: ImportError[] = [];
    for (const item of items) {
      const text = row[item]?.trim();
      if (text === undefined || text === '') continue;
      const parsed = answer.safeParse(text);
      if (parsed.success) answers[item] = parsed.data;
      else {
        const outside = /^[+-]?\d+$/.test(text);
        errors.push(
          fault(outside ? 'OUT_OF_RANGE' : 'BAD_NUMBER', line, item, parsed.error.issues[0]?.message),
        );
      }
    }
    if (errors.length === 0 && Object.keys(answers).length === 0) errors.push(fault('MISSING_VALUE', line));
    return { answers, errors };
  };
};
