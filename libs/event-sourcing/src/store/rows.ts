import { type Recorded } from '@securebase/domain-kit';
import { type Meta } from './append-queue.ts';
import { type Catalogue, dataOf } from './catalogue.ts';

/** An event as it is stored, with what only the pipeline needs: its place in the log and what it was a part of. */
export type LogEvent = Recorded & {
  readonly position: number;
  readonly schemaVersion: number;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  readonly commandId: string;
};

/** What the log keeps about an event beside its data. Nothing personal. */
export interface EventMeta extends Partial<Meta> {
  readonly actorId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  readonly commandId: string;
}

export interface EventRow {
  readonly tenant_id: string;
  readonly stream: string;
  readonly version: number;
  /** bigint, which `pg` gives as text. */
  readonly pos: string;
  readonly id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly data: unknown;
  readonly meta: EventMeta;
  readonly at: Date;
  readonly command_id: string | null;
}

export const eventColumns =
  'tenant_id, stream, version, pos, id, type, schema_version, data, meta, at, command_id';

/** What reading a stream needs of a row, and no more: this is the store's busiest query. A list, which `pg` makes faster. */
export type StreamRow = readonly [
  version: number,
  id: string,
  type: string,
  schemaVersion: number,
  data: unknown,
  actor: string,
  /** Milliseconds. */
  at: number,
  /** Whether it is the first event of the command that asks, if one does. */
  mine?: boolean | null,
];

/**
 * The time as a float, because `extract` computes in numeric, which takes Postgres as long as all the rest of the row. A float may
 * lack a little of the whole millisecond, hence what is added.
 */
export const streamColumns = `version, id, type, schema_version, data, meta->>'actorId',
  floor(date_part('epoch', at) * 1000 + 0.0005)`;

/** The row as the domain knows it: its data in the newest schema version. */
export const recordedOf = (
  [version, id, type, schemaVersion, data, actorId, at]: StreamRow,
  tenantId: string,
  stream: string,
  catalogue: Catalogue,
): Recorded => ({
  type,
  data: dataOf(catalogue, { type, schemaVersion, stream, version, data }),
  tenantId,
  stream,
  version,
  id,
  at: new Date(at).toISOString(),
  actorId,
});

/** The row as it is stored: its data in the schema version in which they were written. */
export const logEventOf = (row: EventRow): LogEvent => {
  const { actorId, correlationId, causationId, traceparent, commandId } = row.meta;
  return {
    type: row.type,
    data: row.data,
    tenantId: row.tenant_id,
    stream: row.stream,
    version: row.version,
    id: row.id,
    at: row.at.toISOString(),
    actorId,
    position: Number(row.pos),
    schemaVersion: row.schema_version,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
    commandId,
  };
};
