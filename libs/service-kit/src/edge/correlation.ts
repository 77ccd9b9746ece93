import { randomUUID } from 'node:crypto';

const acceptable = /^[\w.:-]{1,128}$/;
const trace = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's request id when it is one that may stand in logs, else a new one. */
export const correlationIdOf = (given: string | undefined): string =>
  given !== undefined && acceptable.test(given) ? given : randomUUID();

/** A W3C trace context, when it is one. */
export const traceparentOf = (given: string | undefined): string | undefined =>
  given !== undefined && trace.test(given) ? given : undefined;
