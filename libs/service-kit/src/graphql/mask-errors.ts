import { HttpException } from '@nestjs/common';
import { Rejected } from '@securebase/domain-kit';
import { isUnreachable } from '@securebase/event-sourcing/database';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCodes, Fault, isPlatformCode, type PlatformCode } from '../edge/index.ts';

/** An error of an answer as a client may see it, and the unknown error behind it, which only the log may see. */
export interface Masked {
  readonly error: GraphQLFormattedError;
  readonly unknown: unknown;
}

const longest = 300;
const short = (message: string) => (message.length > longest ? `${message.slice(0, longest)}…` : message);

/** GraphQL takes an error with a `path` for one that it has located itself; a rejection's path is one of the input. */
class Refusal extends Error {
  readonly rejected: Rejected;
  constructor(rejected: Rejected) {
    super(rejected.code);
    this.rejected = rejected;
  }
}

/** What a resolver throws, in a form whose place in the answer GraphQL finds. */
export const locatable = (error: unknown): unknown =>
  error instanceof Rejected ? new Refusal(error) : error;

/** The error behind GraphQL's wrappers. */
const causeOf = (error: unknown): unknown => {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof Refusal ? cause.rejected : cause;
};

/** `at "input.sessions[2]"` in GraphQL's own message → ['input', 'sessions', '2'] */
const pathIn = (message: string): readonly string[] | undefined => {
  const [, variable = '', , inner] =
    /^Variable "\$(\w+)"( got invalid value .* at "([^"]+)")?/s.exec(message) ?? [];
  if (inner !== undefined) return inner.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  return variable === '' ? undefined : [variable];
};

const requestCodes: Record<string, PlatformCode> = {
  GRAPHQL_PARSE_FAILED: 'BAD_QUERY',
  GRAPHQL_VALIDATION_FAILED: 'BAD_QUERY',
  OPERATION_RESOLUTION_FAILURE: 'BAD_QUERY',
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

const entry = (
  { path, locations }: GraphQLFormattedError,
  message: string,
  extensions: Record<string, unknown>,
): GraphQLFormattedError => ({
  message,
  ...(locations && { locations }),
  ...(path && { path }),
  extensions,
});

const coded = (
  formatted: GraphQLFormattedError,
  code: PlatformCode,
  message: string = errorCodes[code].message,
  inputPath?: readonly (string | number)[],
): GraphQLFormattedError =>
  entry(formatted, short(message), {
    code,
    help: errorCodes[code].help,
    ...(inputPath && { path: inputPath }),
  });

/** Lets known codes through, with the sentences that belong to them; whatever else there is becomes INTERNAL_ERROR. */
export const maskError = (
  formatted: GraphQLFormattedError,
  error: unknown,
  rejections: Readonly<Record<string, string>>,
): Masked => {
  const cause = causeOf(error);
  const known = (masked: GraphQLFormattedError): Masked => ({ error: masked, unknown: undefined });
  if (cause instanceof Rejected) {
    const { code, path } = cause;
    const message = Object.hasOwn(rejections, code) ? rejections[code] : undefined;
    return known(entry(formatted, message ?? code, { code, ...(path && { path }) }));
  }
  if (cause instanceof Fault) return known(coded(formatted, cause.code, cause.message, cause.inputPath));
  if (cause instanceof HttpException)
    return cause.getStatus() === 400
      ? known(coded(formatted, 'BAD_INPUT', cause.message))
      : { error: coded(formatted, 'INTERNAL_ERROR'), unknown: cause };
  if (isUnreachable(cause)) return { error: coded(formatted, 'DATABASE_UNAVAILABLE'), unknown: cause };
  const code = (cause as { code?: unknown } | undefined)?.code;
  if (cause instanceof Error && !(cause instanceof GraphQLError) && isPlatformCode(code))
    return known(coded(formatted, code));
  const ofRequest = requestCodes[String(formatted.extensions?.['code'])];
  if (cause instanceof GraphQLError && ofRequest)
    return known(
      coded(
        formatted,
        ofRequest,
        formatted.message,
        ofRequest === 'BAD_INPUT' ? pathIn(formatted.message) : undefined,
      ),
    );
  return { error: coded(formatted, 'INTERNAL_ERROR'), unknown: cause };
};
