import { type CommandContext, type Recorded } from '@securebase/domain-kit';
import { v7 } from 'uuid';
import { type Pending, type PendingEvent } from './append-queue.ts';
import { type Catalogue } from './catalogue.ts';
import { UnknownEvent } from './errors.ts';
import { type Head, type Write } from './event-store.ts';
import { type EventMeta } from './rows.ts';

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
  const { actorId, correlationId, causationId, traceparent, commandId, at } = context;
  const meta: EventMeta = {
    actorId,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
    commandId,
  };
  const plain = JSON.stringify(meta);
  const heads: Head[] = order.map(({ stream, before, events }) => ({
    stream,
    version: before + events.length,
  }));
  const remembering = JSON.stringify({ ...meta, payloadHash, heads });
  const time = at.toISOString();
  const events: PendingEvent[] = [];
  for (const { stream, before, events: of } of order)
    of.forEach(({ type, data }, index) => {
      const known = catalogue[type];
      if (!known) throw new UnknownEvent(type, 0);
      events.push({
        stream,
        version: before + index + 1,
        id: v7(),
        type,
        schemaVersion: known.schemaVersion,
        data: JSON.stringify(data),
        meta: events.length === 0 ? remembering : plain,
        at: time,
      });
    });
  return { tenantId: context.tenantId, commandId, streams: order.map(({ stream }) => stream), heads, events };
};

/** The same events as a reader of the stream gets them. */
export const recordedFrom = ({ events, tenantId }: Pending, { actorId }: CommandContext): Recorded[] =>
  events.map(({ stream, version, id, type, data, at }) => ({
    type,
    data: JSON.parse(data) as unknown,
    tenantId,
    stream,
    version,
    id,
    at,
    actorId,
  }));
