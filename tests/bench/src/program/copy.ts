// COPY of lines of text, over pg's own protocol.
import type pg from 'pg';

/** What pg asks of a query that runs by itself. */
interface Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

class CopyIn {
  readonly #text: string;
  readonly #chunks: readonly Buffer[];
  readonly #done: (error?: Error) => void;
  #failed: Error | undefined;
  constructor(text: string, chunks: readonly Buffer[], done: (error?: Error) => void) {
    this.#text = text;
    this.#chunks = chunks;
    this.#done = done;
  }
  submit(connection: Connection): void {
    connection.query(this.#text);
  }
  handleCopyInResponse(connection: Connection): void {
    for (const chunk of this.#chunks) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {
    // the server counts, and nobody asks
  }
  handleReadyForQuery(): void {
    this.#done(this.#failed);
  }
  handleError(error: Error): void {
    this.#failed = error;
    this.#done(error);
  }
}

/** Copies lines into a table. */
export const copyInto = (
  client: pg.Client,
  table: string,
  columns: readonly string[],
  lines: string,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const list = columns.map((column) => `"${column}"`).join(', ');
    const done = (error?: Error) => {
      if (error) reject(error);
      else resolve();
    };
    client.query(new CopyIn(`copy "${table}" (${list}) from stdin`, [Buffer.from(lines)], done) as never);
  });

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A value as COPY reads it. */
export const fieldOf = (value: unknown, isJson: boolean): string => {
  if (value === null || value === undefined) return '\\N';
  const text = isJson || typeof value === 'object' ? JSON.stringify(value) : (value as string);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (each) => escapes[each] ?? each) : text;
};
