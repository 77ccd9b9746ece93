export { answerAnonymous } from './anonymous.ts';
export { BoundedCache } from './bounded-cache.ts';
export { type Caller, Callers, type TokenSettings } from './callers.ts';
export { correlationIdOf, traceparentOf } from './correlation.ts';
export { depthOf } from './depth.ts';
export {
  answerOf,
  type ErrorCodeEntry,
  errorCodes,
  Fault,
  isPlatformCode,
  type PlatformCode,
} from './error-codes.ts';
export { type Role, roles } from './roles.ts';
export { type QueryLimits, screen } from './screen.ts';
