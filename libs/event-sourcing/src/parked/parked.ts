import type pg from 'pg';
import { inTransaction } from '../leases/transaction.ts';
import { apply } from '../projections/apply.ts';
import { type Delivery } from '../projections/delivery.ts';
import { type AnyProjection, tableOf } from '../projections/table.ts';

export interface ParkedEvent {
  readonly projection: string;
  readonly tenantId: string;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  /** The code of the error, or BEHIND for an event that waits for an earlier one of its stream. */
  readonly reason: string;
  readonly parkedAt: Date;
}

interface ParkedRow {
  projection: string;
  tenant_id: string;
  stream: string;
  version: number;
  event_id: string;
  type: string;
  reason: string;
  parked_at: Date;
  pos: string | null;
  topic: string | null;
  part: number | null;
  message_offset: string | null;
}

const eventOf = (row: ParkedRow): ParkedEvent => ({
  projection: row.projection,
  tenantId: row.tenant_id,
  stream: row.stream,
  version: row.version,
  eventId: row.event_id,
  type: row.type,
  reason: row.reason,
  parkedAt: row.parked_at,
});

const list = `select * from log.parked where tenant_id = $1 and projection = coalesce($2, projection)
  order by projection, stream, version limit $3`;
const ofStream = `select * from log.parked where projection = $1 and tenant_id = $2 and stream = $3 order by version`;
const drop = `delete from log.parked where projection = $1 and tenant_id = $2 and stream = $3 and version = any ($4)`;

export interface StreamOf {
  readonly projection: string;
  readonly tenantId: string;
  readonly stream: string;
}

/** The parked events of a tenant, at most a thousand, in the order in which they have to be taken. */
export const listParked = async (
  pool: pg.Pool,
  tenantId: string,
  projection?: string,
): Promise<ParkedEvent[]> => {
  const { rows } = await pool.query<ParkedRow>(list, [tenantId, projection ?? null, 1_000]);
  return rows.map(eventOf);
};

/** How the events of a stream are read again, in order. */
export type ReadAgain = (parked: readonly Replayable[]) => Promise<Delivery[]>;
export type Replayable = ParkedEvent & {
  readonly pos: number | undefined;
  readonly topic: string | undefined;
  readonly part: number | undefined;
  readonly offset: string | undefined;
};

const replayable = (row: ParkedRow): Replayable => ({
  ...eventOf(row),
  pos: row.pos === null ? undefined : Number(row.pos),
  topic: row.topic ?? undefined,
  part: row.part ?? undefined,
  offset: row.message_offset ?? undefined,
});

/**
 * Takes a stream's parked events again, in order. What still cannot be taken stays parked, with its new reason.
 * @param lockPlace locks the projection's place, as its runner does, so that the two never write at once.
 * @returns how many were taken.
 */
export const retryParked = async (
  pool: pg.Pool,
  projection: AnyProjection,
  { tenantId, stream }: StreamOf,
  readAgain: ReadAgain,
  lockPlace: (client: pg.ClientBase) => Promise<unknown>,
): Promise<number> => {
  const key = [projection.name, tenantId, stream];
  const { rows: before } = await pool.query<ParkedRow>(ofStream, key);
  const deliveries = await readAgain(before.map(replayable));
  return inTransaction(pool, async (client) => {
    await lockPlace(client);
    const { rows } = await client.query<ParkedRow>(`${ofStream} for update`, key);
    const versions = rows.map(({ version }) => version);
    const known = deliveries.filter(({ reference }) => versions.includes(reference.version));
    // An event that was parked since we looked waits for the next try; it is behind these in any case.
    await client.query(drop, [...key, known.map(({ reference }) => reference.version)]);
    const later = rows.length > known.length;
    const parked = await apply(client, projection, await tableOf(client, projection), later ? [] : known);
    if (later) throw new StreamMoved();
    return known.length - parked.length;
  });
};

/** More of the stream was parked meanwhile: nothing was changed, try again. */
export class StreamMoved extends Error {
  readonly code = 'STREAM_MOVED';
}

/** Gives up the first parked event of a stream, for good; what is behind it is taken by the next retry. */
export const skipParked = async (
  pool: pg.Pool,
  { projection, tenantId, stream }: StreamOf,
): Promise<ParkedEvent | undefined> => {
  const { rows } = await pool.query<ParkedRow>(
    `with gone as (
       delete from log.parked where (projection, tenant_id, stream, version) in (
         select projection, tenant_id, stream, version from log.parked
         where projection = $1 and tenant_id = $2 and stream = $3 order by version limit 1)
       returning *
     ), noted as (
       insert into log.skipped (projection, tenant_id, stream, version, event_id)
       select projection, tenant_id, stream, version, event_id from gone on conflict do nothing
     )
     select * from gone`,
    [projection, tenantId, stream],
  );
  const [row] = rows;
  return row && eventOf(row);
};
