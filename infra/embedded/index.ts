export {
  addresses,
  createDatabase,
  createRoles,
  type DatabaseRole,
  databaseOf,
  databaseRoles,
  keysDatabase,
  roleOf,
  type Service,
  type ServiceDatabase,
  services,
  urlWith,
  withClient,
} from './databases.ts';
export { type Kafka, kafkaVersion, prepareKafka, reachKafka, startKafka } from './kafka.ts';
export {
  audience,
  authentication,
  type Claims,
  demoPerson,
  demoTenant,
  issuer,
  type Keys,
  keysIn,
  makeKeys,
  masterKeyIn,
  personAs,
  type Role,
  roles,
  sign,
} from './keys.ts';
export { type KeyService, NoPython, startKeyService } from './key-service.ts';
export { type Chosen, type OnDemand, onDemand } from './on-demand.ts';
export { type Postgres, postgresVersion, removePostgres, type Server, startPostgres } from './postgres.ts';
export { diskFull, isFull, isMissing, messageOf, Problem } from './problem.ts';
export { freePort, guard, isFree, until } from './process.ts';
