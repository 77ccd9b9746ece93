export { dumpSchema } from './dump-schema.ts';
export { type Migrating, migrate } from './migrate.ts';
export * from './unreachable.ts';
