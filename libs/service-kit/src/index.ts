export { keysIn, readServiceConfig, type ServiceConfig, serviceVariables } from './config.ts';
export { type AnyDecider, type AnyProjection, type Post, type ServiceDefinition } from './definition.ts';
export { dumpSubgraph } from './dump-subgraph.ts';
export {
  BadConfiguration,
  type Caller,
  type ErrorCodeEntry,
  errorCodes,
  Fault,
  type Logger,
  loggerOf,
  type PlatformCode,
  readEnvironment,
  type Role,
  roles,
  stopOnSignals,
  type Variable,
  variablesOf,
} from './edge/index.ts';
export {
  contextFor,
  CurrentCaller,
  CurrentContext,
  CurrentListening,
  type GraphQLContext,
  type Listening,
  newId,
  personIdOf,
  type RequestContext,
} from './graphql/context.ts';
export { DateTime } from './graphql/date-time.ts';
export { cell } from './imports/cell.ts';
export { importErrorCodes } from './imports/error-codes.ts';
export {
  type AnyImportKind,
  type Header,
  type ImportDifference,
  type ImportedRow,
  type ImportError,
  type ImportKind,
  type ImportPlan,
  ImportRefused,
  type ImportScope,
} from './imports/kind.ts';
export { TenantDirectory } from './directory/tenant-directory.ts';
export { coachesNow } from './directory/coaches.ts';
export { directoryMember } from './directory/members.ts';
export { tenantStanding } from './directory/tenant-standing.ts';
export { purgeWhenErased } from './erasure/purge.ts';
export { sealedContent } from './erasure/sealed-content.ts';
export { AccessTrail } from './sealing/access-trail.ts';
export { Certificates } from './sealing/certificates.ts';
export { ConsistencyTokens } from './sealing/consistency-tokens.ts';
export { masterKeysOf } from './sealing/keys.ts';
export { type Lost, lostKeys } from './sealing/lost-keys.ts';
export { type LookedAt, Opener } from './sealing/opener.ts';
export { batched } from './reading/batch.ts';
export { ModelWatch } from './reading/model-watch.ts';
export { Connection, largestPage, type Page, PageArgs, PageInfo } from './reading/connection.ts';
export { holding, type PageOptions, ReadModel, ReadModels, type Where } from './reading/read-model.ts';
export { TenantData } from './reading/tenant-data.ts';
export { type Mail, type Mailer, mailerOf, MailRefused } from './mail/mailer.ts';
export { type RunningService, runService, startService } from './run-service.ts';
