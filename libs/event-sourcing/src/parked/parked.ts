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

export interface ParkedRow {
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
const drop = `delete from log.parked where projection = $1 and tenant_id = $2 and stream = $3 and version = any ($4)
  returning version`;

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

export const replayable = (row: ParkedRow): Replayable => ({
  ...eventOf(row),
  pos: row.pos === null ? undefined : Number(row.pos),
  topic: row.topic ?? undefined,
  part: row.part ?? undefined,
  offset: row.message_offset ?? undefined,
});

const chunk = 200;

/**
 * Takes a stream's parked events again, in order and in bounded pieces. What still cannot be taken stays parked, with its
 * new reason, and everything behind it too.
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
  for (let taken = 0; ;) {
    const { rows: first } = await pool.query<ParkedRow>(`${ofStream} limit ${chunk}`, key);
    if (first.length === 0) return taken;
    const deliveries = await readAgain(first.map(replayable));
    const [wanted, found] = [first, deliveries].map(({ length }) => length);
    if (wanted !== found) throw new NotFoundAgain(projection.name);
    const { tried, parked } = await inTransaction(pool, async (client) => {
      await lockPlace(client);
      const versions = deliveries.map(({ reference }) => reference.version);
      const { rows } = await client.query<{ version: number }>(drop, [...key, versions]);
      const still = new Set(rows.map(({ version }) => version)); // somebody else may have taken or skipped some
      const again = deliveries.filter(({ reference }) => still.has(reference.version));
      const table = await tableOf(client, projection);
      return { tried: again.length, parked: (await apply(client, projection, table, again)).length };
    });
    taken += tried - parked;
    if (parked > 0 || tried === 0) return taken;
  }
};

/** What is parked could not be read again where it was: the log or the topic does not have it any more, or did not answer. */
export class NotFoundAgain extends Error {
  readonly code = 'NOT_FOUND_AGAIN';
  constructor(projection: string) {
    super(`${projection}: parked events could not be read again.`);
  }
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
