import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import {
  addresses,
  createRoles,
  roleOf,
  type ServiceDatabase,
  urlWith,
  withClient,
} from '@securebase/embedded';
import { eventually } from './eventually.ts';
import { postgres } from './servers.ts';
import { unique } from './unique.ts';

export interface TestDatabase extends ServiceDatabase {
  readonly drop: () => Promise<void>;
}

export interface Template {
  /** Its roles are the service's: securebase_<service>_owner, _api, _pipeline. */
  readonly service: string;
  /** Folders of numbered SQL files; a change of any makes a new template. */
  readonly folders?: readonly string[];
  /** Brings an empty database up to date; run once for each template, by the owner. */
  readonly migrate?: (database: ServiceDatabase) => Promise<unknown>;
}

/** Test databases are thrown away and reachable from this machine only: their roles share a known password. */
const passwordOf = () => 'test';

const digestOf = ({ service, folders = [], migrate }: Template) => {
  const hash = createHash('sha256').update(service).update(String(migrate));
  for (const folder of folders)
    for (const file of globSync('*.sql', { cwd: folder }).sort())
      hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
};

/** Whoever comes first makes it; the others wait. It gets its name when it is complete, never before. */
const ensureTemplate = async (adminUrl: string, template: Template): Promise<string> => {
  const name = `template_${digestOf(template)}`;
  const owner = roleOf(template.service, 'owner');
  await withClient(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('securebase-test-template'))");
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 1) return;
    await createRoles(client, template.service, passwordOf);
    const building = unique('building').replaceAll('-', '_');
    await client.query(`create database ${building} owner ${owner}`);
    const others = [roleOf(template.service, 'api'), roleOf(template.service, 'pipeline')].join(', ');
    await client.query(`grant connect, temporary on database ${building} to ${others}`);
    await template.migrate?.(addresses(adminUrl, template.service, passwordOf, building));
    await client.query(`alter database ${building} rename to ${name}`);
  });
  return name;
};

const patience = 2_000;

/** Connections that were just closed are given a moment to be gone: forced out, they would fail the test that is over. */
const leftAlone = async (client: pg.Client, name: string) => {
  const check = async () => {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (rowCount !== 0) throw new Error('still in use');
  };
  await eventually(check, { within: patience }).catch(() => undefined); // a test that leaves connections open loses them
};

/** A fresh database, cloned from a migrated template in some ten milliseconds. Take one for each test file. */
export const database = async (template: Template): Promise<TestDatabase> => {
  const adminUrl = await postgres();
  const from = await ensureTemplate(adminUrl, template);
  const name = unique('test').replaceAll('-', '_');
  const owner = roleOf(template.service, 'owner');
  await withClient(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('securebase-test-template'))"); // a template has one reader at a time
    await client.query(`create database ${name} template ${from} owner ${owner}`);
  });
  const drop = () =>
    withClient(urlWith(adminUrl, 'postgres'), async (client) => {
      await leftAlone(client, name);
      await client.query(`drop database if exists ${name} with (force)`);
    });
  return { ...addresses(adminUrl, template.service, passwordOf, name), drop };
};
