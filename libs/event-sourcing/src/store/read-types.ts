import type pg from 'pg';
import { eventColumns, type EventRow, type LogEvent, logEventOf } from './rows.ts';

/** A part of the log: its events of some types, and the position up to which there are no more of them. */
export interface Part {
  readonly events: readonly LogEvent[];
  /** The position that was read after, when there is nothing more. */
  readonly reached: number;
}

/** The last row may say nothing but how far the log was looked at. */
type Passed = Readonly<Record<Exclude<keyof EventRow, 'pos'>, null>> & Pick<EventRow, 'pos'>;
const isEvent = (row: EventRow | Passed): row is EventRow => row.type !== null;

const read = {
  name: 'log.read-types-after',
  text: `select ${eventColumns} from log.read_types_after($1, $2, $3)`,
};

/**
 * Events of some types after a position, up to the horizon, as they are stored: at most `limit`, and about 8 MB of data. The
 * others are passed without being sent. For the pipeline only: it spans tenants.
 */
export const readTypes = async (
  pool: pg.Pool,
  after: number,
  types: readonly string[],
  limit: number,
): Promise<Part> => {
  const { rows } = await pool.query<EventRow | Passed>({ ...read, values: [after, types, limit] });
  return { events: rows.filter(isEvent).map(logEventOf), reached: Number(rows.at(-1)?.pos ?? after) };
};
