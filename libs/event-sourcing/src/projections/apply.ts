import { project, type Recorded } from '@securebase/domain-kit';
import type pg from 'pg';
import { reasonOf } from '../following/follower.ts';
import { park, type Parked, parkedStreams, skippedEvents, streamKey } from '../parked/parking.ts';
import { type Delivery } from './delivery.ts';
import { type AnyProjection, mapKeyOf, type Row, type RowKey, type Table } from './table.ts';

/** Says that the fault is an event's own: another try of the same gives the same. Lost connections are not. */
const isFaultOfEvent = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^[0-9A-Z]{5}$/.test(code)) return /^(21|22|23)/.test(code); // Postgres: values and constraints
  return (
    !/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOST|ENET)/.test(code) && !/connection|timeout/i.test(String(error))
  );
};

/** Folds events into rows, in memory, and writes what changed. @throws what a handler or the database throws. */
const fold = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  table: Table,
  deliveries: readonly Delivery[],
): Promise<void> => {
  // What the read model does not follow is not even read: it cannot fail.
  const followed = deliveries.filter(({ reference }) => Object.hasOwn(projection.on, reference.type));
  const events = followed.map(({ read }) => read());
  const touched = new Map<string, RowKey>();
  const idsOf = projection.rowIds as (event: Recorded) => readonly string[];
  const steps: { key: string; event: Recorded; id: string }[] = [];
  for (const event of events) {
    for (const id of idsOf(event)) {
      const row = { tenantId: event.tenantId, id };
      const key = mapKeyOf(row);
      touched.set(key, row);
      steps.push({ key, event, id });
    }
  }
  const rows: Map<string, Row | undefined> = await table.load(client, [...touched.values()]);
  const existed = new Set(rows.keys());
  for (const { key, event, id } of steps)
    rows.set(key, project(projection, rows.get(key), event as never, id));
  const changed: (RowKey & { row: Row })[] = [];
  const gone: RowKey[] = [];
  for (const [key, at] of touched) {
    const row = rows.get(key);
    if (row) changed.push({ ...at, row });
    else if (existed.has(key)) gone.push(at);
  }
  await table.upsert(client, changed);
  await table.remove(client, gone);
};

/**
 * Applies a batch inside the caller's transaction. When an event cannot be taken, the batch is halved until it stands
 * alone; it and everything later of its stream are parked by reference, and the rest goes on.
 * @returns what was parked now.
 */
export const apply = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  table: Table,
  batch: readonly Delivery[],
): Promise<Parked[]> => {
  const blocked = await parkedStreams(client, projection.name);
  const skipped = await skippedEvents(client, projection.name);
  const parked: Parked[] = [];
  const step = async (part: readonly Delivery[]): Promise<void> => {
    const free: Delivery[] = [];
    for (const delivery of part)
      if (blocked.has(streamKey(delivery.reference))) parked.push({ delivery, reason: 'BEHIND' });
      else free.push(delivery);
    if (free.length === 0) return;
    await client.query('savepoint batch');
    try {
      await fold(client, projection, table, free);
      await client.query('release savepoint batch');
    } catch (error) {
      await client.query('rollback to savepoint batch');
      if (!isFaultOfEvent(error)) throw error;
      const [only] = free;
      if (free.length === 1 && only) {
        blocked.add(streamKey(only.reference));
        parked.push({ delivery: only, reason: reasonOf(error) });
        return;
      }
      const half = Math.ceil(free.length / 2);
      await step(free.slice(0, half));
      await step(free.slice(half));
    }
  };
  await step(batch.filter(({ reference }) => !skipped.has(reference.id)));
  await park(client, projection.name, parked);
  return parked;
};
