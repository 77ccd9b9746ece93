export {
  BadConfiguration,
  readEnvironment,
  readServiceConfig,
  type ServiceConfig,
  serviceVariables,
  type Variable,
  variablesOf,
} from './config.ts';
export { type AnyDecider, type AnyProjection, type ServiceDefinition } from './definition.ts';
export { dumpSubgraph } from './dump-subgraph.ts';
export { type ErrorCodeEntry, errorCodes, Fault, type PlatformCode, type Role, roles } from './edge/index.ts';
export { Allow } from './graphql/allow.ts';
export { contextFor, CurrentContext, newId, personIdOf, type RequestContext } from './graphql/context.ts';
export {
  type AnyImportKind,
  type ImportedRow,
  type ImportError,
  type ImportKind,
  type ImportPlan,
  type ImportScope,
} from './imports/kind.ts';
export { type Logger, loggerOf } from './log.ts';
export { batched } from './reading/batch.ts';
export { Connection, largestPage, type Page, PageArgs, PageInfo } from './reading/connection.ts';
export { type PageOptions, ReadModel, ReadModels, type Where } from './reading/read-model.ts';
export { type RunningService, runService, startService } from './run-service.ts';
export { stopOnSignals } from './stop.ts';
