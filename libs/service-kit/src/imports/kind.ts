import { type EventStore, type Write } from '@securebase/event-sourcing';
import { type z } from 'zod';
import { type Role } from '../edge/index.ts';
import { type RequestContext } from '../graphql/context.ts';
import { type TenantData } from '../reading/tenant-data.ts';

/** One mistake in a file, where it is, and what it is. Values of the file never stand in it. */
export interface ImportError {
  /** 1 is the header; 0 is the file as a whole. */
  readonly line: number;
  /** Name of the column, when it is one. */
  readonly column?: string | undefined;
  readonly code: string;
  readonly message: string;
}

/** A row of the file with the line that it begins on. */
export interface ImportedRow<Row> {
  readonly line: number;
  readonly row: Row;
}

/** What a file is imported into, and what is known there. */
export interface ImportScope {
  readonly tenantId: string;
  /** What the rows belong to, such as a cohort; kinds say what it is. */
  readonly target: string | undefined;
  readonly context: RequestContext;
  readonly store: EventStore;
  /** Reads the service's read models as the tenant. */
  readonly data: TenantData;
  /** What stands in the first needed column of lines that are wrong: for kinds that check all rows nevertheless. */
  readonly refused: ReadonlySet<string>;
}

/** What one line of a file changes, where it is, and what it is. Values of the file never stand in it. */
export interface ImportDifference {
  readonly line: number;
  readonly column?: string | undefined;
  /** One of the kind's `differences`. */
  readonly code: string;
}

/** What a file would change. */
export interface ImportPlan {
  readonly writes: readonly Write[];
  readonly added: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly errors: readonly ImportError[];
  /** In the order of the lines; those of lines that change nothing can be left out. */
  readonly differences?: readonly ImportDifference[];
  /** How many lines are of each of the kind's `differences`. */
  readonly counts?: Readonly<Record<string, number>>;
}

export interface Header {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  /** Further columns follow that depend on the target: rows carry them, and `plan` judges them. */
  readonly others?: true;
}

/** The whole file cannot be taken, such as for a target that does not exist. The code is public. */
export class ImportRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A kind of file: its columns, its rows, and what it does. */
export interface ImportKind<Row = never> {
  /** `PEOPLE`; in exactly one service. */
  readonly kind: string;
  readonly description: string;
  /** Its columns, in any order. */
  readonly header: Header;
  /** From texts by column to a row; see `cell`. An empty cell is `undefined`. */
  readonly row: z.ZodType<Row>;
  /** What no two rows may share; it never leaves the process. */
  key(row: Row): string;
  readonly roles: readonly [Role, ...Role[]];
  /** What a line can do, in a sentence, by its code. */
  readonly differences?: Readonly<Record<string, string>>;
  /** The rows that are right are checked, too, when others are wrong, so that all mistakes are found at once. */
  readonly checksAll?: true;
  /** Compares the rows with what is there. It must not write. @throws ImportRefused */
  plan(rows: readonly ImportedRow<Row>[], scope: ImportScope): Promise<ImportPlan>;
}

/** Any kind of file, whatever its rows. */
export interface AnyImportKind extends Omit<ImportKind, 'row'> {
  readonly row: z.ZodType;
}
