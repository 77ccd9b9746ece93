import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { type z } from 'zod';
import { type AnyImportKind, type Header, type ImportedRow } from './kind.ts';
import { importErrorCodes } from './error-codes.ts';
import { type Mistakes } from './mistakes.ts';
import { decoded, NotUtf8 } from './utf8.ts';

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

const options = {
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: 262_144,
  skip_records_with_error: true,
} as const;

/** All rows of a file are in memory while it is compared with what is there. */
const mostRows = 100_000;

/** The line that a record begins on: the parser counts to its end, and cells can hold line breaks. */
const lineOf = ({ record, info }: Parsed): number =>
  info.lines - record.reduce((count, text) => count + (text.match(/\n/g)?.length ?? 0), 0);

/** Names of the columns by their place, or what is wrong with them. Unknown names are not repeated: they could be a row. */
const columnsOf = (
  names: readonly string[],
  { required, optional = [], others }: Header,
  mistakes: Mistakes,
): readonly string[] => {
  const known = new Set([...required, ...optional]);
  const columns = names.map((name) => name.trim());
  columns.forEach((name, index) => {
    if (!known.has(name) && (!others || name === '')) mistakes.at(1, 'UNKNOWN_COLUMN', `#${index + 1}`);
    else if (columns.indexOf(name) !== index)
      mistakes.at(1, 'DUPLICATE_COLUMN', known.has(name) ? name : `#${index + 1}`);
  });
  for (const name of required) if (!columns.includes(name)) mistakes.at(1, 'MISSING_COLUMN', name);
  return columns;
};

const codeOf = (issue: z.core.$ZodIssue, missing: boolean): string => {
  if (missing) return 'MISSING_VALUE';
  switch (issue.code) {
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return typeof code === 'string' ? code : 'BAD_VALUE';
    }
    case 'invalid_type':
      return ['number', 'int', 'nan'].includes(issue.expected) ? 'BAD_NUMBER' : 'BAD_VALUE';
    case 'too_big':
    case 'too_small':
      return ['number', 'int'].includes(issue.origin) ? 'OUT_OF_RANGE' : 'BAD_VALUE';
    default:
      return 'BAD_VALUE';
  }
};

/** Reads a whole file: every row that is right, and every mistake. */
export class CsvReader {
  readonly rows: ImportedRow<unknown>[] = [];
  /** What stands in the first needed column of lines that are wrong. */
  readonly refused = new Set<string>();
  /** Whether the first line was understood, so that the others could be. */
  hasHeader = false;
  readonly #kind: AnyImportKind;
  readonly #mistakes: Mistakes;
  readonly #lines = new Map<string, number>();
  /** The parser is ahead of the rows: what it leaves out is told when the columns are known. */
  readonly #skipped: CsvError[] = [];
  #columns: readonly string[] | undefined;
  #line = 0;

  constructor(kind: AnyImportKind, mistakes: Mistakes) {
    this.#kind = kind;
    this.#mistakes = mistakes;
  }

  async read(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      await pipeline(
        Readable.from(decoded(pieces)),
        parse({
          ...options,
          on_skip: (error) => {
            if (error) this.#skipped.push(error);
          },
        }),
        async (records: AsyncIterable<Parsed>) => {
          for await (const parsed of records) this.#take(parsed);
        },
      );
      for (const error of this.#skipped) this.#malformed(error);
      if (this.#line <= 1 && this.#mistakes.count === 0) this.#mistakes.at(this.#line, 'EMPTY_FILE');
    } catch (error) {
      if (error instanceof NotUtf8) this.#mistakes.at(error.line, 'WRONG_ENCODING', this.#columnAfter(error));
      else if (error instanceof CsvError) this.#malformed(error);
      else if (!(error instanceof Enough)) throw error;
    }
  }

  #take(parsed: Parsed): void {
    this.#line = lineOf(parsed);
    if (this.#columns) {
      this.#takeRow(parsed.record, this.#columns);
      return;
    }
    const [first] = this.#skipped;
    if (first && (lineIn(first) ?? 0) <= this.#line) throw first; // the header was left out
    this.#columns = columnsOf(parsed.record, this.#kind.header, this.#mistakes);
    if (this.#mistakes.count > 0) throw new Enough(); // no row can be understood without it
    this.#line = Math.max(1, this.#line);
    this.hasHeader = true;
  }

  #takeRow(record: readonly string[], columns: readonly string[]): void {
    const line = this.#line;
    if (record.length !== columns.length) {
      this.#mistakes.at(line, 'COLUMN_COUNT', columns[Math.min(record.length, columns.length - 1)]);
      this.#refuse(record[columns.indexOf(this.#kind.header.required[0] ?? '')]);
      return;
    }
    const cells: Record<string, string | undefined> = {};
    columns.forEach((name, index) => {
      const text = record[index] ?? '';
      cells[name] = text.trim() === '' ? undefined : text;
      if (text.includes('\0')) this.#mistakes.at(line, 'BAD_VALUE', name);
    });
    const result = this.#kind.row.safeParse(cells);
    if (result.success) {
      this.#keep(line, result.data);
      return;
    }
    this.#refuse(cells[this.#kind.header.required[0] ?? '']);
    for (const issue of result.error.issues) {
      const column = issue.path[0]?.toString();
      const missing = column !== undefined && cells[column] === undefined;
      this.#mistakes.add({
        line,
        column,
        code: codeOf(issue, missing),
        message: missing ? importErrorCodes.MISSING_VALUE : issue.message,
      });
    }
  }

  #refuse(reference: string | undefined): void {
    if (reference !== undefined) this.refused.add(reference.trim());
  }

  #keep(line: number, row: unknown): void {
    const key = this.#kind.key(row as never);
    const before = this.#lines.get(key);
    if (this.rows.length === mostRows) {
      this.#mistakes.at(line, 'TOO_MANY_ROWS');
      throw new Enough();
    }
    if (before === undefined) {
      this.#lines.set(key, line);
      this.rows.push({ line, row });
    } else
      this.#mistakes.at(line, 'DUPLICATE', this.#kind.header.required[0], `The same as in line ${before}.`);
  }

  #malformed(error: CsvError): void {
    const { column } = error as unknown as { column?: unknown };
    const name = typeof column === 'number' ? this.#columns?.[column] : undefined;
    this.#mistakes.at(lineIn(error) ?? this.#line + 1, 'MALFORMED_CSV', name);
  }

  /** The column that a line had come to when it went wrong. */
  #columnAfter({ header, before }: NotUtf8): string {
    const index = Math.max(0, cellsOf(before).length - 1);
    const name = cellsOf(header)[index]?.trim() ?? '';
    const { required, optional = [] } = this.#kind.header;
    return [...required, ...optional].includes(name) ? name : `#${index + 1}`;
  }
}

const lineIn = (error: CsvError): number | undefined => {
  const { lines } = error as unknown as { lines?: unknown };
  return typeof lines === 'number' ? lines : undefined;
};

const cellsOf = (line: string): readonly string[] => {
  const lines: string[][] = parseAtOnce(line, { relax_quotes: true, relax_column_count: true, to_line: 1 });
  return lines[0] ?? [];
};

/** Nothing after this would say anything new. */
class Enough extends Error {}
