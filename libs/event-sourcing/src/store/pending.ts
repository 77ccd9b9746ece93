import { randomUUIDv7 } from 'node:crypto';
import { type CommandContext, type Recorded } from '@securebase/domain-kit';
import { anchored } from '@securebase/sealing';
import { type Pending } from './append-queue.ts';
import { type Catalogue } from './catalogue.ts';
import { UnknownEvent } from './errors.ts';
import { type Appended, type Head, type Write } from './event-store.ts';
import { type EventMeta, type EventRow } from './rows.ts';

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
  const order = writes.map((write, index) => ({ ...write, before: befores[index] ?? 0 }));
  order.sort((a, b) => (a.stream < b.stream ? -1 : 1));
  const { tenantId, actorId, correlationId, causationId, traceparent, commandId, at } = context;
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
  let made = 0;
  const rows: NewRow[] = order.flatMap(({ stream, before, events }) =>
    events.map(({ type, data }, index) => {
      const known = catalogue[type];
      if (!known) throw new UnknownEvent(type, 0);
      return {
        tenant_id: tenantId,
        stream,
        version: before + index + 1,
        id: ids[made++] ?? randomUUIDv7(),
        type,
        schema_version: known.schemaVersion,
        data,
        meta,
        at,
        command_id: commandId,
      };
    }),
  );
  const [first] = rows;
  if (!first) throw new Error('A command without events is not appended.');
  return {
    tenantId,
    commandId,
    id: first.id,
    rows: rows.map((row) =>
      JSON.stringify(row === first ? { ...row, meta: { ...meta, payloadHash, heads } } : row),
    ),
    streams: order.map(({ stream }) => stream),
    heads,
  };
};

/** A row before it has a place in the log. */
type NewRow = Omit<EventRow, 'pos'>;

/** The same events as a reader of the stream gets them. */
const recordedFrom = ({ rows, tenantId }: Pending, { actorId }: CommandContext): Recorded[] =>
  rows.map((row) => {
    const { type, data, stream, version, id, at } = JSON.parse(row) as Omit<NewRow, 'at'> & { at: string };
    return { type, data: anchored(data, stream, version), tenantId, stream, version, id, at, actorId };
  });

/** What was written now; its events are made when they are asked for: not every caller does, and an append is busy enough. */
export const appendedOf = (position: number, pending: Pending, context: CommandContext): Appended => {
  let events: readonly Recorded[] | undefined;
  return {
    position,
    heads: pending.heads,
    replayed: false,
    get events() {
      return (events ??= recordedFrom(pending, context));
    },
  };
};
