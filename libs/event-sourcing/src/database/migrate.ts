import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

export interface Migrating {
  /** As the owner of the service's database. */
  readonly url: string;
  /** `engagements`: the first part of the names of its roles. */
  readonly service: string;
  /** Folders of numbered SQL files, `<13 digits>-<name>.sql`; numbers are unique over all of them. */
  readonly folders: readonly string[];
}

const numbered = /^(\d{13})-([a-z0-9-]+)\.sql$/;

/** TypeORM migrations made from the files: TypeORM keeps the list of those that ran, and runs each in a transaction. */
const migrationsIn = (folders: readonly string[]) =>
  folders
    .flatMap((folder) => readdirSync(folder).map((file) => ({ folder, file })))
    .flatMap(({ folder, file }) => {
      const [, number, name] = numbered.exec(file) ?? [];
      if (number === undefined || name === undefined) return [];
      return [{ name: `${name}-${number}`, sql: readFileSync(join(folder, file), 'utf8') }];
    })
    .map(({ name, sql }) => {
      const migration = class implements MigrationInterface {
        readonly name = name;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(sql);
        }
        down(): Promise<void> {
          return Promise.reject(new Error('Migrations go forward only.'));
        }
      };
      return migration;
    });

/** Brings the service's database up to date. Returns the names of the migrations that ran. */
export const migrate = async ({ url, service, folders }: Migrating): Promise<string[]> => {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: migrationsIn(folders),
    migrationsTableName: 'migration',
    extra: {
      options: `-c securebase.roles=securebase_${service.replaceAll('-', '_')}`,
      idleTimeoutMillis: 0, // the connection that holds the lock stays
    },
  });
  await source.initialize();
  try {
    const lock = createHash('sha256').update('securebase-migrations').digest().readInt32BE(0);
    await source.query('select pg_advisory_lock($1)', [lock]); // two starts at once migrate one after the other
    const done = await source.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
};
