import { type Recorded } from '@securebase/domain-kit';
import type pg from 'pg';
import { type Catalogue } from './catalogue.ts';
import { recordedOf, streamColumns, type StreamRow } from './rows.ts';

const streamsAtOnce = 1_000;
const read = {
  name: 'log.read-last-events',
  text: `select distinct on (stream, type) stream, ${streamColumns} from log.event
    where tenant_id = $1 and stream = any ($2) and type = any ($3) order by stream, type, version desc`,
  rowMode: 'array' as const,
};

/** Of each stream, the last event of each of these types; still sealed. For many short streams at once. */
export const lastEvents = async (
  pool: pg.Pool,
  catalogue: Catalogue,
  wanted: {
    readonly tenantId: string;
    readonly streams: readonly string[];
    readonly types: readonly string[];
  },
): Promise<Recorded[]> => {
  const { tenantId, streams, types } = wanted;
  const found: Recorded[] = [];
  for (let begin = 0; begin < streams.length; begin += streamsAtOnce) {
    const values = [tenantId, streams.slice(begin, begin + streamsAtOnce), types];
    const { rows } = await pool.query<[stream: string, ...row: StreamRow]>({ ...read, values });
    for (const [stream, ...row] of rows) found.push(recordedOf(row, tenantId, stream, catalogue));
  }
  return found;
};
