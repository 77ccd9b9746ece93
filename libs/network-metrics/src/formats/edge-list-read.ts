import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { strengthOf } from './cells.ts';
import { Collector } from './collector.ts';
import { FormatError, type TextPlace } from './format-error.ts';
import { type Limits, limitsOf, type ReadOptions } from './limits.ts';
import { type NetworkFile } from './network-file.ts';
import { type Chunks, decoded } from './text.ts';

export interface EdgeListOptions extends ReadOptions {
  /** An edge list does not say it. */
  readonly directed: boolean;
  /** A second file with a row for every node: then ties may only name those. Without it the ends of ties are the nodes. */
  readonly nodes?: Chunks;
  /** What stands between the cells; a comma where it is not given. */
  readonly delimiter?: ',' | ';' | '\t' | '|' | ' ';
}

/** Headers, whatever their case, and the part that a column has. */
export const parts: ReadonlyMap<string, 'from' | 'to' | 'weight'> = new Map([
  ['from', 'from'],
  ['source', 'from'],
  ['to', 'to'],
  ['target', 'to'],
  ['weight', 'weight'],
]);
export const nodeParts: ReadonlyMap<string, 'id'> = new Map([
  ['id', 'id'],
  ['name', 'id'],
  ['node', 'id'],
]);

/**
 * Reads a list of ties as CSV (RFC 4180) piece by piece. The header names the columns: `from` or `source`, `to` or `target`, perhaps
 * `weight`; the node file has `id`, `name` or `node`; all others are attributes. Attributes are texts, since CSV has no types: a cell
 * that is empty and not quoted is null, `""` is an empty text. Cells are kept to the letter, those that begin with = + - or @ too:
 * they are data here, but a spreadsheet that opens the file may take them for formulas. Empty lines are passed over. O(file).
 * @throws FormatError FORMAT_MALFORMED with the line; LIMIT_EXCEEDED; what `graphOf` refuses, with the row of the tie and its line
 */
export const readEdgeList = async (chunks: Chunks, options: EdgeListOptions): Promise<NetworkFile> => {
  const limits = limitsOf(options);
  const collector = new Collector(limits);
  const { nodes, directed, delimiter = ',' } = options;
  if (nodes)
    await readRecords(nodes, limits, delimiter, (header, place) => nodeTaker(collector, header, place));
  await readRecords(chunks, limits, delimiter, (header, place) =>
    tieTaker(collector, header, place, nodes === undefined),
  );
  return collector.finish(directed);
};

type Record = readonly (string | null)[];
type Take = (record: Record, place: TextPlace) => void;

const nodeTaker = (collector: Collector, header: Record, place: TextPlace): Take => {
  const { found, others } = columnsOf(header, nodeParts, place);
  const id = found.get('id');
  if (id === undefined) throw new FormatError('FORMAT_MALFORMED', { column: 'id', ...place });
  for (const { name } of others) collector.nodeColumns.declare(name, place);
  return (record, at) => {
    const row = collector.node(filled(record, id, 'id', at), at);
    for (const { name, column } of others) collector.nodeColumns.set(name, row, record[column] ?? null, at);
  };
};

const tieTaker = (collector: Collector, header: Record, place: TextPlace, declaring: boolean): Take => {
  const { found, others } = columnsOf(header, parts, place);
  const [from, to, weight] = [found.get('from'), found.get('to'), found.get('weight')];
  if (from === undefined) throw new FormatError('FORMAT_MALFORMED', { column: 'from', ...place });
  if (to === undefined) throw new FormatError('FORMAT_MALFORMED', { column: 'to', ...place });
  for (const { name } of others) collector.tieColumns.declare(name, place);
  return (record, at) => {
    const row = collector.tie(filled(record, from, 'from', at), filled(record, to, 'to', at), at, declaring);
    if (weight !== undefined) collector.strength(row, strengthOf(record[weight] ?? ''), at);
    for (const { name, column } of others) collector.tieColumns.set(name, row, record[column] ?? null, at);
  };
};

const columnsOf = <Part extends string>(
  header: Record,
  known: ReadonlyMap<string, Part>,
  place: TextPlace,
): { found: ReadonlyMap<Part, number>; others: readonly { name: string; column: number }[] } => {
  const found = new Map<Part, number>();
  const others = new Map<string, number>();
  header.forEach((cell, column) => {
    const name = cell ?? '';
    const part = known.get(name.toLowerCase());
    if (part === undefined ? others.has(name) : found.has(part))
      throw new FormatError('FORMAT_MALFORMED', { column: part ?? 'header', ...place });
    if (part === undefined) others.set(name, column);
    else found.set(part, column);
  });
  return { found, others: [...others].map(([name, column]) => ({ name, column })) };
};

const filled = (record: Record, column: number, part: string, place: TextPlace): string => {
  const cell = record[column] ?? null;
  if (cell === null) throw new FormatError('FORMAT_MALFORMED', { column: part, ...place });
  return cell;
};

interface Parsed {
  readonly record: Record;
  readonly info: { readonly lines: number };
}

/** Gives the header to `begin`, and every record after it to what that gives back. */
const readRecords = async (
  chunks: Chunks,
  limits: Limits,
  delimiter: string,
  begin: (header: Record, place: TextPlace) => Take,
): Promise<void> => {
  let take: Take | undefined;
  const parser = parse({
    info: true,
    delimiter,
    skip_empty_lines: true,
    max_record_size: limits.recordLength,
    cast: (cell, { quoting }) => (cell === '' && !quoting ? null : cell),
  });
  try {
    await pipeline(decoded(chunks), parser, async (records: AsyncIterable<Parsed>) => {
      for await (const { record, info } of records) {
        const place = { line: info.lines };
        if (take) take(record, place);
        else take = begin(record, place);
      }
    });
  } catch (error) {
    throw error instanceof CsvError ? located(error) : error;
  }
  if (!take) throw new FormatError('FORMAT_MALFORMED', { column: 'header', line: 1 });
};

const located = (error: CsvError): FormatError => {
  const line: unknown = error['lines'];
  const place = typeof line === 'number' ? { line } : {};
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? new FormatError('LIMIT_EXCEEDED', { parameter: 'recordLength', ...place })
    : new FormatError('FORMAT_MALFORMED', place);
};
