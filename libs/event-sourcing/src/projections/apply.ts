import { type AnyDerived, derive, type Moved, project, type Recorded } from '@securebase/domain-kit';
import { SealBroken } from '@securebase/sealing';
import type pg from 'pg';
import { HandlerFailed, isFaultOfEvent, reasonOf } from '../following/faults.ts';
import { BEHIND, isBehind, park, type Parked, setAside, streamKey } from '../parked/parking.ts';
import { type Delivery } from './delivery.ts';
import { type AnyProjection, type Asked, mapKeyOf, type Row, type RowKey, type Table } from './table.ts';

type Step = readonly [key: string, event: Recorded, id: string];

/** Reads the events and says which rows they touch. */
const stepsOf = (
  projection: AnyProjection,
  deliveries: readonly Delivery[],
): { touched: Map<string, RowKey>; steps: Step[] } => {
  const idsOf = projection.rowIds as (event: Recorded) => readonly string[];
  const touched = new Map<string, RowKey>();
  const steps: Step[] = [];
  for (const { reference, read } of deliveries) {
    // What the read model does not follow is not even read: it cannot fail.
    if (!Object.hasOwn(projection.on, reference.type)) continue;
    const event = read();
    for (const id of idsOf(event)) {
      const row = { tenantId: event.tenantId, id };
      const key = mapKeyOf(row);
      touched.set(key, row);
      steps.push([key, event, id]);
    }
  }
  return { touched, steps };
};

/** The events plain, for a read model that looks inside. What was tampered with is its own fault; missing keys are nobody's. */
const opened = async (
  { opens, opener, name }: AnyProjection,
  steps: readonly Step[],
): Promise<readonly Step[]> => {
  if (!opens) return steps;
  if (!opener) throw new Error(`${name} looks inside sealed values, and nobody opens them.`);
  try {
    const events = await opener(steps.map(([, event]) => event));
    return steps.map(([key, event, id], index) => [key, events[index] ?? event, id]);
  } catch (error) {
    throw error instanceof SealBroken ? new HandlerFailed(error) : error;
  }
};

/** Whatever the projection's own code throws is the fault of an event, not of the infrastructure. */
const pure = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw new HandlerFailed(error);
  }
};

type MovedRow = RowKey & Moved<Row>;

/** Writes rows that have moved. */
const write = async (on: Asked, table: Table, moved: readonly MovedRow[]): Promise<void> => {
  const changed = moved.flatMap(({ tenantId, id, after }) => (after ? [{ tenantId, id, row: after }] : []));
  await table.upsert(on, changed);
  await table.remove(
    on,
    moved.filter(({ before, after }) => before && !after),
  );
};

/** Moves what is made of rows that have moved. */
const writeDerived = async (
  on: Asked,
  derived: readonly AnyDerived<Row>[],
  tables: readonly Table[],
  moved: readonly MovedRow[],
): Promise<void> => {
  const ofTenants = Map.groupBy(moved, ({ tenantId }) => tenantId);
  for (const [index, each] of derived.entries()) {
    const table = tables[index];
    if (!table) continue;
    const concerned = pure(() =>
      moved.flatMap((move) => each.changes(move).map(({ id }) => ({ tenantId: move.tenantId, id }))),
    );
    const unique = new Map(concerned.map((key) => [mapKeyOf(key), key]));
    const loaded = await table.load(on, [...unique.values()]);
    const further = pure(() =>
      [...ofTenants].flatMap(([tenantId, moves]) => {
        const prefix = mapKeyOf({ tenantId, id: '' });
        const own = [...loaded].filter(([key]) => key.startsWith(prefix));
        const rows = new Map(own.map(([key, row]) => [key.slice(prefix.length), row]));
        return derive(each, moves, rows).map((move) => ({ tenantId, ...move }));
      }),
    );
    await write(on, table, further);
    await writeDerived(on, each.derived ?? [], table.derived, further);
  }
};

/** Folds events into rows, in memory, and writes what changed, with what is made of it. @throws HandlerFailed; what the database throws. */
export const fold = async (
  on: Asked,
  projection: AnyProjection,
  table: Table,
  deliveries: readonly Delivery[],
): Promise<void> => {
  const { touched, steps: sealed } = pure(() => stepsOf(projection, deliveries));
  if (touched.size === 0) return;
  const steps = await opened(projection, sealed);
  const loaded = await table.load(on, [...touched.values()]);
  const rows = new Map<string, Row | undefined>(loaded);
  pure(() => {
    for (const [key, event, id] of steps)
      rows.set(key, project(projection, rows.get(key), event as never, id));
  });
  const moved = [...touched].map(([key, at]) => ({ ...at, before: loaded.get(key), after: rows.get(key) }));
  await write(on, table, moved);
  await writeDerived(on, projection.derived ?? [], table.derived, moved);
};

/**
 * Applies a batch inside the caller's transaction. When an event cannot be taken, the batch is halved until it stands
 * alone; it and everything later of its stream are parked by reference, and the rest goes on.
 * @returns what was parked now.
 * @throws TooManyParked; what says nothing of an event, such as a lost connection.
 */
export const apply = async (
  client: pg.ClientBase,
  projection: AnyProjection,
  table: Table,
  batch: readonly Delivery[],
): Promise<Parked[]> => {
  const { blocked, skipped } = await setAside(client, projection.name);
  const parked: Parked[] = [];
  const step = async (part: readonly Delivery[]): Promise<void> => {
    const free: Delivery[] = [];
    for (const delivery of part)
      if (isBehind(blocked, delivery.reference)) parked.push({ delivery, reason: BEHIND });
      else free.push(delivery);
    if (free.length === 0) return;
    await client.query('savepoint batch');
    try {
      await fold(client, projection, table, free);
      await table.flush?.(client);
      if (free.length < batch.length) await client.query('release savepoint batch');
    } catch (error) {
      if (!isFaultOfEvent(error)) throw error;
      await client.query('rollback to savepoint batch');
      table.forget?.();
      const [only] = free;
      if (free.length === 1 && only) {
        blocked.set(streamKey(only.reference), only.reference.version);
        parked.push({ delivery: only, reason: reasonOf(error) });
        return;
      }
      const half = Math.ceil(free.length / 2);
      await step(free.slice(0, half));
      await step(free.slice(half));
    }
  };
  await step(skipped.size === 0 ? batch : batch.filter(({ reference }) => !skipped.has(reference.id)));
  await park(client, projection.name, parked);
  return parked;
};
