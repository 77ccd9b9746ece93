import type pg from 'pg';
import { streamKey } from '../parked/parking.ts';
import { type Delivery } from './delivery.ts';

const loadSeen = {
  name: 'log.load-seen',
  text: `select s.tenant_id, s.stream, s.version from log.stream_seen s
         join unnest($2::uuid[], $3::text[]) w (tenant_id, stream) using (tenant_id, stream) where s.projection = $1`,
};
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

/** Notes what is taken now; `fresh` is in the order of versions, as `notSeen` returns it. */
export const noteSeen = async (
  client: pg.ClientBase,
  name: string,
  fresh: readonly Delivery[],
): Promise<void> => {
  if (fresh.length === 0) return;
  const last = [...new Map(fresh.map(({ reference }) => [streamKey(reference), reference])).values()];
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
