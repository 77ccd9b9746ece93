import { errorCodes, isPlatformCode } from '@securebase/service-kit/edge';
import { type GraphQLFormattedError } from 'graphql';

/** Codes of services' rules: words in capitals. Whatever else stands in `code` comes from some library. */
const rejection = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
const ofLibraries = new Set([
  'INTERNAL_SERVER_ERROR',
  'DOWNSTREAM_SERVICE_ERROR',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

const isPath = (path: unknown): path is readonly (string | number)[] =>
  Array.isArray(path) && path.every((each) => typeof each === 'string' || typeof each === 'number');

/** An error as it may leave the platform: known codes with what belongs to them, INTERNAL_ERROR for all others. */
export const maskError = (error: unknown, correlationId: string): GraphQLFormattedError => {
  const { message, path, extensions } = (error ?? {}) as Partial<GraphQLFormattedError>;
  const place = isPath(path) && path.length > 0 ? { path } : {};
  const code = extensions?.['code'];
  if (
    typeof code === 'string' &&
    (isPlatformCode(code) || (rejection.test(code) && !ofLibraries.has(code)))
  ) {
    const { help, path: inputPath } = extensions as { help?: unknown; path?: unknown };
    return {
      message: String(message),
      ...place,
      extensions: {
        code,
        ...(typeof help === 'string' && { help }),
        ...(isPath(inputPath) && { path: inputPath }),
        correlationId,
      },
    };
  }
  const { message: unknown, help } = errorCodes.INTERNAL_ERROR;
  return { message: unknown, ...place, extensions: { code: 'INTERNAL_ERROR', help, correlationId } };
};
