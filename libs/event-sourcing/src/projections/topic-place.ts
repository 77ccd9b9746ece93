import type pg from 'pg';
import { type Lease, LeaseLost } from '../leases/lease.ts';
import { streamKey } from '../parked/parking.ts';
import { type Delivery, type Reference } from './delivery.ts';

const loadSeen = { name: 'log.load-seen', text: 'select * from log.seen($1, $2, $3)' };
const saveSeen = {
  name: 'log.save-seen',
  text: `insert into log.stream_seen (projection, tenant_id, stream, version)
         select $1, * from unnest($2::uuid[], $3::text[], $4::int[])
         on conflict (projection, tenant_id, stream) do update set version = excluded.version`,
};
const lockOffset = {
  name: 'log.lock-offset',
  text: `insert into log.topic_offset (projection, topic, part, next_offset) values ($1, $2, $3, 0)
         on conflict (projection, topic, part) do update set next_offset = topic_offset.next_offset
         returning next_offset`,
};
const moveOffset = {
  name: 'log.move-offset',
  text: 'update log.topic_offset set next_offset = $4 where projection = $1 and topic = $2 and part = $3',
};
// One statement each: one way to the server and back, and the lease cannot change hands within it.
const leased = 'select from log.lease where name = $1 and owner = $2 and epoch = $3 for share';
const hold = {
  name: 'log.hold-offset',
  text: `with l as (${leased})
         insert into log.topic_offset (projection, topic, part, next_offset) select $4, $5, $6, 0 from l
         on conflict (projection, topic, part) do update set next_offset = topic_offset.next_offset
         returning next_offset`,
};
const pass = {
  name: 'log.pass-offset',
  text: `with l as (${leased}), moved as (
           insert into log.topic_offset (projection, topic, part, next_offset) select $4, $5, $6, $7 from l
           on conflict (projection, topic, part) do update set next_offset = excluded.next_offset
             where topic_offset.next_offset <= excluded.next_offset
           returning next_offset
         ), noted as (
           insert into log.stream_seen (projection, tenant_id, stream, version)
           select $4, s.* from moved, unnest($8::uuid[], $9::text[], $10::int[]) s
           on conflict (projection, tenant_id, stream) do update
             set version = greatest(stream_seen.version, excluded.version)
         )
         select from l`,
};

/** Somewhere in a partition of a topic. */
export interface TopicPlace {
  readonly name: string;
  readonly topic: string;
  readonly part: number;
}

/** Locks place and lease for a transaction. @returns the next offset. @throws LeaseLost */
export const holdOffset = async (
  client: pg.ClientBase,
  lease: Lease,
  { name, topic, part }: TopicPlace,
): Promise<bigint> => {
  const values = [...lease.identity, name, topic, part];
  const { rows } = await client.query<{ next_offset: string }>({ ...hold, values });
  const [row] = rows;
  if (!row) throw new LeaseLost(lease.name);
  return BigInt(row.next_offset);
};

/** Moves the place and notes what was taken, in the transaction that holds it or when there is nothing else to write. @throws LeaseLost */
export const passMessages = async (
  on: pg.Pool | pg.ClientBase,
  lease: Lease,
  { name, topic, part }: TopicPlace,
  taken: readonly Delivery[],
  next: bigint,
): Promise<void> => {
  const last = lastOfStreams(taken);
  const { rowCount } = await on.query({
    ...pass,
    values: [
      ...[...lease.identity, name, topic, part, next.toString()],
      last.map(({ tenantId }) => tenantId),
      last.map(({ stream }) => stream),
      last.map(({ version }) => version),
    ],
  });
  if (rowCount !== 1) throw new LeaseLost(lease.name);
};

/** One reference for each stream, with its highest version. */
const lastOfStreams = (taken: readonly Delivery[]): Reference[] => {
  const last = new Map<string, Reference>();
  for (const { reference } of taken) {
    const key = streamKey(reference);
    if (reference.version > (last.get(key)?.version ?? 0)) last.set(key, reference);
  }
  return [...last.values()];
};

/** Where a reader is in a partition of a topic, kept beside its rows. */
export const lockedOffset = async (
  client: pg.ClientBase,
  name: string,
  topic: string,
  part: number,
): Promise<bigint> => {
  const { rows } = await client.query<{ next_offset: string }>({
    ...lockOffset,
    values: [name, topic, part],
  });
  return BigInt(rows[0]?.next_offset ?? 0);
};

export const moveTo = async (
  client: pg.ClientBase,
  name: string,
  topic: string,
  part: number,
  next: bigint,
): Promise<void> => {
  await client.query({ ...moveOffset, values: [name, topic, part, next.toString()] });
};

/** Drops what was taken before, by stream and version. */
export const notSeen = async (
  client: pg.ClientBase,
  name: string,
  batch: readonly Delivery[],
): Promise<Delivery[]> => {
  if (batch.length === 0) return [];
  const streams = new Map(batch.map(({ reference }) => [streamKey(reference), reference]));
  const wanted = [...streams.values()];
  const keys = [wanted.map(({ tenantId }) => tenantId), wanted.map(({ stream }) => stream)];
  const { rows } = await client.query<{ tenant_id: string; stream: string; version: number }>({
    ...loadSeen,
    values: [name, ...keys],
  });
  const versions = new Map(
    rows.map((row) => [streamKey({ tenantId: row.tenant_id, stream: row.stream }), row.version]),
  );
  return batch.filter(({ reference }) => {
    const key = streamKey(reference);
    if (reference.version <= (versions.get(key) ?? 0)) return false;
    versions.set(key, reference.version);
    return true;
  });
};

/** Notes what is taken now. */
const noteSeen = async (client: pg.ClientBase, name: string, fresh: readonly Delivery[]): Promise<void> => {
  if (fresh.length === 0) return;
  const last = lastOfStreams(fresh);
  await client.query({
    ...saveSeen,
    values: [
      name,
      last.map(({ tenantId }) => tenantId),
      last.map(({ stream }) => stream),
      last.map(({ version }) => version),
    ],
  });
};

/** Drops what was taken before, and notes what is taken now. */
export const unseen = async (
  client: pg.ClientBase,
  name: string,
  batch: readonly Delivery[],
): Promise<Delivery[]> => {
  const fresh = await notSeen(client, name, batch);
  await noteSeen(client, name, fresh);
  return fresh;
};
