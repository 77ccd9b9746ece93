export { answerAnonymous } from './anonymous.ts';
export { largestBody } from './body.ts';
export { BoundedCache } from './bounded-cache.ts';
export { type Caller, Callers, type TokenSettings } from './callers.ts';
export { correlationIdOf, traceparentOf } from './correlation.ts';
export { depthOf } from './depth.ts';
export {
  BadConfiguration,
  edgeVariables,
  portVariable,
  readEnvironment,
  refuseDefaults,
  tokenSettingsOf,
  type Variable,
  variablesOf,
} from './environment.ts';
export {
  answerOf,
  type ErrorCodeEntry,
  errorCodes,
  Fault,
  isPlatformCode,
  type PlatformCode,
} from './error-codes.ts';
export {
  adHocRoles,
  asksForSchema,
  documentAsksForSchema,
  faultWithoutSuggestion,
  introspectionRoles,
  isOneOf,
  rolesVariable,
  withoutSuggestion,
} from './introspection.ts';
export { type OpenedStream, sendEvents, wantsEvents } from './event-stream.ts';
export { fieldsOf, type Logger, loggerOf } from './log.ts';
export { OpenStreams } from './open-streams.ts';
export { type Documents, type Operation, readOperations } from './operations.ts';
export { type Role, roles } from './roles.ts';
export { type QueryLimits, screen } from './screen.ts';
export { type HttpAnswer, type HttpServer, type Pages, serve, type ServedParts } from './server.ts';
export { stopOnSignals } from './stop.ts';
