import { type Recorded } from '@securebase/domain-kit';
import { type IHeaders } from 'kafkajs';
import { type Catalogue, dataOf } from '../store/catalogue.ts';
import { type LogEvent } from '../store/rows.ts';

/** A message for Kafka: a CloudEvent in binary mode, attributes as `ce_` headers and the data as JSON. */
export interface Message {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `tenant/stream`: events of one stream stay in one partition, in order. */
export const keyOf = ({ tenantId, stream }: { readonly tenantId: string; readonly stream: string }): string =>
  `${tenantId}/${stream}`;

/** The CloudEvent of an event of this service. */
export const messageOf = (service: string, event: LogEvent): Message => ({
  key: keyOf(event),
  value: JSON.stringify(event.data),
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: `/securebase/${service}`,
    ce_type: event.type,
    ce_time: event.at,
    ce_subject: event.stream,
    ce_tenantid: event.tenantId,
    ce_streamversion: String(event.version),
    ce_position: String(event.position),
    ce_schemaversion: String(event.schemaVersion),
    ce_actorid: event.actorId,
    ce_correlationid: event.correlationId,
    ...(event.causationId === undefined ? {} : { ce_causationid: event.causationId }),
    ce_commandid: event.commandId,
    ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
  },
});

/** Of the values of one request: what a broker takes of one partition at once, with room for headers. */
const mostBytes = 4_194_304;

/** The messages in their order, in parts that a broker takes; a message that is larger alone is a part of its own. */
export const inParts = (messages: readonly Message[], most = mostBytes): Message[][] => {
  const parts: Message[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.value);
    if (size > room || parts.length === 0) {
      parts.push([]);
      room = most;
    }
    parts.at(-1)?.push(message);
    room -= size;
  }
  return parts;
};

/** A message that is no event of ours: a header is missing. */
export class NotAnEvent extends Error {
  readonly code = 'NOT_AN_EVENT';
  constructor(header: string) {
    super(`The message has no ${header}.`);
  }
}

/**
 * The event of a message, in the newest schema version that the reader's catalogue knows.
 * @throws NotAnEvent, UnknownEvent, SyntaxError.
 */
export const eventOf = (
  message: { readonly value: Buffer | null; readonly headers?: IHeaders | undefined },
  catalogue: Catalogue,
): Recorded => {
  const header = (name: string): string => {
    const value = message.headers?.[name];
    if (value === undefined) throw new NotAnEvent(name);
    return String(value);
  };
  const type = header('ce_type');
  const schemaVersion = Number(header('ce_schemaversion'));
  const data: unknown = JSON.parse(message.value?.toString('utf8') ?? 'null');
  const stream = header('ce_subject');
  const version = Number(header('ce_streamversion'));
  return {
    type,
    data: dataOf(catalogue, { type, schemaVersion, stream, version, data }),
    tenantId: header('ce_tenantid'),
    stream,
    version,
    id: header('ce_id'),
    at: header('ce_time'),
    actorId: header('ce_actorid'),
  };
};

/** Enough of a message to name it, when its content cannot be read. */
export const referenceOf = (headers: IHeaders | undefined): Omit<Recorded, 'data'> | undefined => {
  const value = (name: string) => String(headers?.[name] ?? '');
  const version = Number(value('ce_streamversion'));
  if (!value('ce_subject') || !value('ce_tenantid') || !value('ce_id') || !(version > 0)) return undefined;
  return {
    type: value('ce_type'),
    tenantId: value('ce_tenantid'),
    stream: value('ce_subject'),
    version,
    id: value('ce_id'),
    at: value('ce_time'),
    actorId: value('ce_actorid'),
  };
};
