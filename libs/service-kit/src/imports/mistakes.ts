import { type ImportErrorCode, importErrorCodes } from './error-codes.ts';
import { type ImportError } from './kind.ts';

/** More than anybody reads; all are counted. */
const mostKept = 1_000;

/** The mistakes of one file: the first thousand, and how many there are. */
export class Mistakes {
  readonly kept: ImportError[] = [];
  count = 0;

  add(error: ImportError): void {
    this.count++;
    if (this.kept.length < mostKept) this.kept.push(error);
  }

  /** Those that are kept, in the order of the lines. */
  inOrder(): readonly ImportError[] {
    return this.kept.toSorted((a, b) => a.line - b.line);
  }

  at(line: number, code: ImportErrorCode, column?: string, message: string = importErrorCodes[code]): void {
    this.add({ line, column, code, message });
  }
}
