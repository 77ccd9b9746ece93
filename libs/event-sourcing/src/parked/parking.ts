import type pg from 'pg';
import { type Delivery, type Reference } from '../projections/delivery.ts';

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

/** The reason of an event that waits for an earlier one of its stream. */
export const BEHIND = 'BEHIND';

/**
 * So many events of one read model are set aside at most. More than that is no poison event but a mistake in the read
 * model: it stands still, and says so, until the mistake is mended.
 */
export const parkAtMost = 10_000;

export class TooManyParked extends Error {
  readonly code = 'TOO_MANY_PARKED';
  constructor(projection: string) {
    super(`${projection} could not take more than ${parkAtMost} events.`);
  }
}

const aside = {
  name: 'log.set-aside',
  text: `select tenant_id, stream, min(version) as version, null::uuid as skipped
           from log.parked where projection = $1 group by tenant_id, stream
         union all select null, null, null, event_id from log.skipped where projection = $2`,
};
const count = 'select count(*) as parked from log.parked where projection = $1';
const insert = `
  insert into log.parked (projection, tenant_id, stream, version, event_id, type, reason, pos, topic, part, message_offset)
  select $1, * from unnest($2::uuid[], $3::text[], $4::int[], $5::uuid[], $6::text[], $7::text[], $8::bigint[],
    $9::text[], $10::int[], $11::bigint[])
  on conflict do nothing`;

export interface SetAside {
  /** The first parked version of each stream of which something is parked: whatever comes later waits behind it. */
  readonly blocked: Map<string, number>;
  /** The ids of the events that were given up. */
  readonly skipped: ReadonlySet<string>;
}

interface AsideRow {
  readonly tenant_id: string;
  readonly stream: string;
  readonly version: number;
  readonly skipped: string | null;
}

/** What a read model does not take; the one that a rebuild makes beside it passes over the same skipped events. */
export const setAside = async (client: pg.ClientBase, projection: string): Promise<SetAside> => {
  const values = [projection, projection.replace(/:next$/, '')];
  const { rows } = await client.query<AsideRow>({ ...aside, values });
  const blocked = new Map<string, number>();
  const skipped = new Set<string>();
  for (const { tenant_id: tenantId, stream, version, skipped: id } of rows)
    if (id === null) blocked.set(streamKey({ tenantId, stream }), version);
    else skipped.add(id);
  return { blocked, skipped };
};

/** Waits for an earlier event of its stream that is parked. */
export const isBehind = (blocked: ReadonlyMap<string, number>, reference: Reference): boolean =>
  reference.version > (blocked.get(streamKey(reference)) ?? Infinity);

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
  const { rows } = await client.query<{ parked: string }>(count, [projection]);
  if (Number(rows[0]?.parked ?? 0) > parkAtMost) throw new TooManyParked(projection);
};
