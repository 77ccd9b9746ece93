export {
  createDatabase,
  demoPerson,
  demoTenant,
  personAs,
  type Postgres,
  removePostgres,
  services,
  type Role,
  type ServiceDatabase,
  startPostgres,
  withClient,
} from '@securebase/embedded';
export { database, type Template, type TestDatabase } from './database.ts';
export { eventually } from './eventually.ts';
export { type Answer, ask, type Asking, type GraphQLFault, Refused, send } from './graphql.ts';
export { testAuthentication, tokenFor } from './identity.ts';
export { acceptedEverywhere, type Accepted, tenancyFaults } from './tenancy.ts';
export { doneOrWaiting, whileLate } from './late.ts';
export { testKeys, type TestKeys } from './keys.ts';
export { kafka, keyService, postgres } from './servers.ts';
export { unique } from './unique.ts';
