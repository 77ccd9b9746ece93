// What the store is compared with: the same row, written by a prepared INSERT.
import { withClient } from '@securebase/embedded';
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

/** Inserts one row in a transaction of its own; everything that the store would make anew is made anew. */
export const inserter = (pool: pg.Pool, sample: Row) => {
  const columns = Object.keys(sample).filter((column) => column !== 'pos');
  const text = `insert into bench.event (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`;
  return async (tenant: string, stream: string, version: number, data: Noted = noted(stream, version)) => {
    const own: Row = {
      tenant_id: tenant,
      stream,
      version,
      id: newId(),
      command_id: newId(),
      at: new Date(),
      data: JSON.stringify(data),
      meta: JSON.stringify(sample['meta']),
    };
    const values = columns.map((column) => (column in own ? own[column] : sample[column]));
    await pool.query({ name: 'insert', text, values });
  };
};
