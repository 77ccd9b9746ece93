// What the store is compared with: the same row, written by a prepared INSERT.
import { withClient } from '@securebase/embedded';
import DataLoader from 'dataloader';
import type pg from 'pg';
import { v7 as newId } from 'uuid';
import { type Noted, noted } from './workload.ts';

type Row = Readonly<Record<string, unknown>>;

/** A table with the log's columns, defaults, checks and indexes, and none of its triggers or functions. */
export const makeTable = (adminUrl: string, writer: string): Promise<void> =>
  withClient(adminUrl, async (client) => {
    await client.query(`
      create schema bench;
      create sequence bench.pos;
      create table bench.event (like log.event including all);
      alter table bench.event alter column pos set default nextval('bench.pos');
      grant usage on schema bench to ${writer};
      grant usage on sequence bench.pos to ${writer};
      grant insert, select, truncate on bench.event to ${writer};`);
  });

/** A row that the store has written: what the INSERT repeats, all but what differs from row to row. */
export const sampleRow = (adminUrl: string): Promise<Row> =>
  withClient(adminUrl, async (client) => {
    const { rows } = await client.query<Row>('select * from log.event order by pos desc limit 1');
    const [row] = rows;
    if (!row) throw new Error('The log is empty: there is no row to repeat.');
    return row;
  });

type Insert = (tenant: string, stream: string, version: number, data?: Noted) => Promise<void>;

/** Makes the values of a row: everything that the store would make anew is made anew. */
const rowMaker = (sample: Row, columns: readonly string[]) => {
  const meta = JSON.stringify(sample['meta']);
  return (
    tenant: string,
    stream: string,
    version: number,
    data: Noted = noted(stream, version),
  ): unknown[] => {
    const own: Row = {
      tenant_id: tenant,
      stream,
      version,
      id: newId(),
      command_id: newId(),
      at: new Date(),
      data: JSON.stringify(data),
      meta,
    };
    return columns.map((column) => (column in own ? own[column] : sample[column]));
  };
};
const columnsOf = (sample: Row) => Object.keys(sample).filter((column) => column !== 'pos');

/** Inserts one row in a transaction of its own. */
export const inserter = (pool: pg.Pool, sample: Row): Insert => {
  const columns = columnsOf(sample);
  const text = `insert into bench.event (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`;
  const rowOf = rowMaker(sample, columns);
  return async (...row) => {
    await pool.query({ name: 'insert', text, values: rowOf(...row) });
  };
};

/**
 * Inserts the rows that wait together in one transaction, two of them under way: what sharing a commit can bring at most, without
 * a version, a command or an order that anybody looks at.
 */
export const groupInserter = async (pool: pg.Pool, sample: Row): Promise<Insert> => {
  const columns = columnsOf(sample);
  const { rows: types } = await pool.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = 'bench.event'::regclass`,
  );
  const arrays = columns.map(
    (column, at) => `$${at + 1}::${types.find(({ name }) => name === column)?.type}[]`,
  );
  const text = `insert into bench.event (${columns.join(', ')}) select * from unnest(${arrays.join(', ')})`;
  const rowOf = rowMaker(sample, columns);
  const waiting: (() => void)[] = [];
  let free = 2;
  const group = new DataLoader<unknown[], undefined>(
    async (rows) => {
      await pool.query({
        name: 'insert-group',
        text,
        values: columns.map((_, at) => rows.map((row) => row[at])),
      });
      const next = waiting.shift();
      if (next) setImmediate(next);
      else free++;
      return rows.map(() => undefined);
    },
    {
      cache: false,
      batchScheduleFn: (run) => {
        if (free > 0) {
          free--;
          setImmediate(run);
        } else waiting.push(run);
      },
    },
  );
  return (...row) => group.load(rowOf(...row));
};
