import { z } from 'zod';

const part = z.strictObject({
  /** Position in the service's log. */
  p: z.int().nonnegative(),
  /** Streams and their versions. */
  s: z.record(z.string().max(80), z.int().positive()),
});
const token = z.record(z.string().max(40), part);
type Parts = z.infer<typeof token>;

/** The token is not one that a mutation returned. */
export class BadConsistencyToken extends Error {
  readonly code = 'BAD_CONSISTENCY_TOKEN';
  constructor() {
    super('BAD_CONSISTENCY_TOKEN');
  }
}

const longest = 8_192;
/**
 * An import can append to thousands of streams. The token names the last of them: a topic's partition is taken in order, so
 * whoever has seen these has, for each partition that one of them is in, seen everything of the import before them.
 */
const namedAtMost = 48;

const encode = (parts: Parts) => Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');

/** @throws BadConsistencyToken */
export const partsOf = (text: string): Parts => {
  if (text.length > longest) throw new BadConsistencyToken();
  try {
    return token.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new BadConsistencyToken();
  }
};

/** What a mutation returns, so that a later query can wait until it sees the mutation's effect. Opaque to clients. */
export const consistencyToken = (
  service: string,
  done: {
    readonly position: number;
    readonly heads?: readonly { readonly stream: string; readonly version: number }[];
    readonly stream?: string;
    readonly version?: number;
  },
): string => {
  const heads =
    done.heads ?? (done.stream === undefined ? [] : [{ stream: done.stream, version: done.version ?? 0 }]);
  const streams = heads
    .filter(({ version }) => version > 0)
    .sort((one, other) => (one.stream < other.stream ? -1 : 1)) // as one append puts them into the log
    .slice(-namedAtMost)
    .map(({ stream, version }) => [stream, version] as const);
  return encode({ [service]: { p: done.position, s: Object.fromEntries(streams) } });
};

/** One token that waits for all of them. @throws BadConsistencyToken */
export const mergeTokens = (...tokens: readonly string[]): string => {
  const merged: Parts = {};
  for (const [service, { p, s }] of tokens.flatMap((each) => Object.entries(partsOf(each)))) {
    const known = (merged[service] ??= { p: 0, s: {} });
    known.p = Math.max(known.p, p);
    for (const [stream, version] of Object.entries(s))
      known.s[stream] = Math.max(known.s[stream] ?? 0, version);
  }
  return encode(merged);
};
