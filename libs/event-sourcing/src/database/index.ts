export { type Migrating, migrate } from './migrate.ts';
