import type pg from 'pg';
import { type Delivery } from '../projections/delivery.ts';

export interface Parked {
  readonly delivery: Delivery;
  readonly reason: string;
}

export const streamKey = ({
  tenantId,
  stream,
}: {
  readonly tenantId: string;
  readonly stream: string;
}): string => `${tenantId}/${stream}`;

const streams = {
  name: 'log.parked-streams',
  text: 'select distinct tenant_id, stream from log.parked where projection = $1',
};
const insert = `
  insert into log.parked (projection, tenant_id, stream, version, event_id, type, reason, pos, topic, part, message_offset)
  select $1, * from unnest($2::uuid[], $3::text[], $4::int[], $5::uuid[], $6::text[], $7::text[], $8::bigint[],
    $9::text[], $10::int[], $11::bigint[])
  on conflict do nothing`;

/** The streams of which something is parked: whatever comes later of them is parked behind it. */
export const parkedStreams = async (client: pg.ClientBase, projection: string): Promise<Set<string>> => {
  const { rows } = await client.query<{ tenant_id: string; stream: string }>({
    ...streams,
    values: [projection],
  });
  return new Set(rows.map(({ tenant_id: tenantId, stream }) => streamKey({ tenantId, stream })));
};

const skipped = {
  name: 'log.skipped-events',
  text: 'select event_id from log.skipped where projection = $1',
};

/** The ids of the events that were given up, for the read model itself and for the one that a rebuild makes of it. */
export const skippedEvents = async (client: pg.ClientBase, projection: string): Promise<Set<string>> => {
  const values = [projection.replace(/:next$/, '')];
  const { rows } = await client.query<{ event_id: string }>({ ...skipped, values });
  return new Set(rows.map(({ event_id: id }) => id));
};

/** Keeps references, never content. */
export const park = async (
  client: pg.ClientBase,
  projection: string,
  parked: readonly Parked[],
): Promise<void> => {
  if (parked.length === 0) return;
  const references = parked.map(({ delivery }) => delivery.reference);
  const places = parked.map(({ delivery }) => delivery.place);
  await client.query(insert, [
    projection,
    references.map(({ tenantId }) => tenantId),
    references.map(({ stream }) => stream),
    references.map(({ version }) => version),
    references.map(({ id }) => id),
    references.map(({ type }) => type),
    parked.map(({ reason }) => reason),
    places.map((place) => ('pos' in place ? place.pos : null)),
    places.map((place) => ('topic' in place ? place.topic : null)),
    places.map((place) => ('topic' in place ? place.part : null)),
    places.map((place) => ('topic' in place ? place.offset : null)),
  ]);
};
