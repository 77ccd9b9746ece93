import { randomUUIDv7 } from 'node:crypto';
import { type CommandContext, type Recorded } from '@securebase/domain-kit';
import { anchored } from '@securebase/sealing';
import { type Pending } from './append-queue.ts';
import { type Catalogue } from './catalogue.ts';
import { UnknownEvent } from './errors.ts';
import { type EventMeta, type EventRow } from './rows.ts';
import { type Appended, type Head, type Write } from './writes.ts';

/** Ids for the events of one command: in their order, also within a millisecond. */
const idsFor = (events: number): readonly string[] =>
  events === 1 ? [randomUUIDv7()] : Array.from({ length: events }, () => randomUUIDv7()).sort();

/** What every event of a command keeps of where it came from. */
const metaOf = ({ actorId, correlationId, causationId, traceparent, commandId }: CommandContext) => {
  const meta: { -readonly [Name in keyof EventMeta]: EventMeta[Name] } = {
    actorId,
    correlationId,
    commandId,
  };
  if (causationId !== undefined) meta.causationId = causationId;
  if (traceparent !== undefined) meta.traceparent = traceparent;
  return meta;
};

/**
 * A command's events as rows. The first of the lowest stream remembers the command, for its retries: what it asked for, and,
 * where there is more than this one event, where its streams ended.
 */
export const pendingOf = (
  writes: readonly Write[],
  befores: readonly number[],
  context: CommandContext,
  payloadHash: string,
  catalogue: Catalogue,
): Pending => {
  const order = writes.map(({ stream, events }, index) => ({ stream, events, before: befores[index] ?? 0 }));
  if (order.length > 1) order.sort((a, b) => (a.stream < b.stream ? -1 : 1));
  const { tenantId, commandId } = context;
  const heads = order.map(({ stream, before, events }) => ({ stream, version: before + events.length }));
  const count = order.reduce((sum, { events }) => sum + events.length, 0);
  const ids = idsFor(count);
  const at = context.at.toISOString();
  const meta = metaOf(context);
  const ofFirst: EventMeta = count === 1 ? { ...meta, payloadHash } : { ...meta, payloadHash, heads };
  const made: NewRow[] = [];
  for (const { stream, before, events } of order) {
    let version = before;
    for (const { type, data } of events) {
      const known = catalogue[type];
      if (!known) throw new UnknownEvent(type, 0);
      version++;
      made.push({
        tenant_id: tenantId,
        stream,
        version,
        id: ids[made.length] ?? randomUUIDv7(),
        type,
        schema_version: known.schemaVersion,
        data,
        meta: made.length === 0 ? ofFirst : meta,
        at,
        command_id: commandId,
      });
    }
  }
  const [first] = made;
  if (!first) throw new Error('A command without events is not appended.');
  return {
    tenantId,
    commandId,
    id: first.id,
    made,
    rows: made.map((row) => JSON.stringify(row)),
    streams: heads.map(({ stream }) => stream),
    heads,
  };
};

/** A row before it has a place in the log. Its time is text: making text of a Date costs as much as of all the rest. */
export type NewRow = Omit<EventRow, 'pos' | 'at'> & { readonly at: string };

const copyOf = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

/** The same events as a reader of the stream gets them, with these data. */
const recordedFrom = (
  { made, tenantId }: Pending,
  { actorId }: CommandContext,
  dataOf: (row: NewRow) => unknown,
): Recorded[] =>
  made.map((row) => {
    const { type, stream, version, id, at } = row;
    return { type, data: dataOf(row), tenantId, stream, version, id, at, actorId };
  });

/** What was said, where the rows have what is stored. */
const saidIn = (writes: readonly Write[]) => {
  const said = new Map(writes.map(({ stream, events }) => [stream, events.values()]));
  return ({ stream }: NewRow): unknown => copyOf(said.get(stream)?.next().value?.data);
};

/**
 * What was written now. Its events are made when they are asked for: not every caller does, and an append is busy enough. A class,
 * because getters that are defined anew for each object are slow; an object of it is not to be spread.
 */
export class AppendedNow implements Appended {
  readonly replayed = false;
  readonly position: number;
  readonly heads: readonly Head[];
  readonly #pending: Pending;
  readonly #context: CommandContext;
  readonly #writes: readonly Write[];
  #events: readonly Recorded[] | undefined;

  constructor(position: number, pending: Pending, context: CommandContext, writes: readonly Write[]) {
    this.position = position;
    this.heads = pending.heads;
    this.#pending = pending;
    this.#context = context;
    this.#writes = writes;
  }

  get events(): readonly Recorded[] {
    return (this.#events ??= recordedFrom(this.#pending, this.#context, ({ data, stream, version }) =>
      anchored(copyOf(data), stream, version),
    ));
  }

  get plain(): readonly Recorded[] {
    return recordedFrom(this.#pending, this.#context, saidIn(this.#writes));
  }
}

/** What a command that makes nothing happen comes to. */
export const nothing: Appended = { position: 0, heads: [], replayed: false, events: [], plain: [] };
