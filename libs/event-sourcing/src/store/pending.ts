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
  Array.from({ length: events }, () => randomUUIDv7()).sort();

/** A command's events as rows. The first of the lowest stream remembers the command, for its retries. */
export const pendingOf = (
  writes: readonly Write[],
  befores: readonly number[],
  context: CommandContext,
  payloadHash: string,
  catalogue: Catalogue,
): Pending => {
  const order = writes.map(({ stream, events }, index) => ({ stream, events, before: befores[index] ?? 0 }));
  if (order.length > 1) order.sort((a, b) => (a.stream < b.stream ? -1 : 1));
  const { tenantId, actorId, correlationId, causationId, traceparent, commandId } = context;
  const at = context.at.toISOString();
  const meta: EventMeta = {
    actorId,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
    commandId,
  };
  const heads: Head[] = order.map(({ stream, before, events }) => ({
    stream,
    version: before + events.length,
  }));
  const ids = idsFor(order.reduce((sum, { events }) => sum + events.length, 0));
  const ofFirst: EventMeta = { ...meta, payloadHash, heads };
  let next = 0;
  const made: NewRow[] = order.flatMap(({ stream, before, events }) =>
    events.map(({ type, data }, index) => {
      const known = catalogue[type];
      if (!known) throw new UnknownEvent(type, 0);
      return {
        tenant_id: tenantId,
        stream,
        version: before + index + 1,
        id: ids[next] ?? randomUUIDv7(),
        type,
        schema_version: known.schemaVersion,
        data,
        meta: next++ === 0 ? ofFirst : meta,
        at,
        command_id: commandId,
      };
    }),
  );
  const [first] = made;
  if (!first) throw new Error('A command without events is not appended.');
  return {
    tenantId,
    commandId,
    id: first.id,
    made,
    rows: made.map((row) => JSON.stringify(row)),
    streams: order.map(({ stream }) => stream),
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

/** What was written now; its events are made when they are asked for: not every caller does, and an append is busy enough. */
export const appendedOf = (
  position: number,
  pending: Pending,
  context: CommandContext,
  writes: readonly Write[],
): Appended => {
  let events: readonly Recorded[] | undefined;
  return {
    position,
    heads: pending.heads,
    replayed: false,
    get events() {
      return (events ??= recordedFrom(pending, context, ({ data, stream, version }) =>
        anchored(copyOf(data), stream, version),
      ));
    },
    get plain() {
      return recordedFrom(pending, context, saidIn(writes));
    },
  };
};

/** What a command that makes nothing happen comes to. */
export const nothing: Appended = { position: 0, heads: [], replayed: false, events: [], plain: [] };
