// A database of its own for each service, with the three roles that the service's processes use.
import pg from 'pg';
import { messageOf, Problem } from './problem.ts';

/** owner: migrations; api: resolvers; pipeline: append, relay, projections. */
export type DatabaseRole = 'owner' | 'api' | 'pipeline';
export const databaseRoles: readonly DatabaseRole[] = ['owner', 'api', 'pipeline'];

export const services = ['engagements', 'assessments', 'system-mapping'] as const;
/** The database of keys has the same three roles: `api` for services, `pipeline` for the keeper, who destroys keys. */
export const keysDatabase = 'keys';
export type Service = (typeof services)[number];

/** `securebase_system_mapping`: the database, and the first part of its roles' names. */
export const databaseOf = (service: string): string => `securebase_${service.replaceAll('-', '_')}`;
export const roleOf = (service: string, role: DatabaseRole): string => `${databaseOf(service)}_${role}`;

export interface ServiceDatabase {
  readonly name: string;
  /** As the given administrator. */
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly pipelineUrl: string;
}

/** The same server, another database, and, when given, another user. */
export const urlWith = (url: string, database: string, user?: string, password?: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  if (user !== undefined) {
    changed.username = user;
    changed.password = password ?? '';
  }
  return changed.href;
};

/** The addresses of a service's database, for each of its users. */
export const addresses = (
  adminUrl: string,
  service: string,
  passwordOf: (role: string) => string | undefined,
  name = databaseOf(service),
): ServiceDatabase => {
  const as = (role: DatabaseRole) => {
    const user = roleOf(service, role);
    return urlWith(adminUrl, name, user, passwordOf(user));
  };
  const adminOfIt = urlWith(adminUrl, name);
  return { name, adminUrl: adminOfIt, ownerUrl: as('owner'), apiUrl: as('api'), pipelineUrl: as('pipeline') };
};

/** Connects as long as `work` takes; an address that does not answer becomes a message that helps. */
export const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(url, error);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const unreachable = (url: string, error: unknown) => {
  const { host, username, pathname } = new URL(url);
  return new Problem(
    `Postgres at ${host} did not let "${username}" into "${pathname.slice(1)}": ${messageOf(error) || 'no answer'}`,
    'Check DATABASE_URL (postgres://user:password@host:port/database): does the server run, are user, password and database right?',
  );
};

const exists = async (client: pg.Client, table: 'pg_database' | 'pg_roles', name: string) => {
  const column = table === 'pg_database' ? 'datname' : 'rolname';
  const { rowCount } = await client.query(`select from ${table} where ${column} = $1`, [name]);
  return rowCount === 1;
};

/** Creates what is missing of a service's roles. A password is set each time, so that a lost file is no loss. */
export const createRoles = async (
  client: pg.Client,
  service: string,
  passwordOf: (role: string) => string | undefined,
): Promise<void> => {
  for (const role of databaseRoles.map((each) => roleOf(service, each))) {
    const password = passwordOf(role);
    if (!(await exists(client, 'pg_roles', role))) await client.query(`create role ${role} login`);
    if (password !== undefined)
      await client.query(`alter role ${role} password '${password.replaceAll("'", "''")}'`);
  }
  // An administrator who is no superuser must belong to the owner's role to give it a database.
  await client.query(`grant ${roleOf(service, 'owner')} to current_user`);
};

/** Creates a service's roles and database on the server; does nothing that was done before. */
export const createDatabase = async (
  adminUrl: string,
  service: string,
  passwordOf: (role: string) => string | undefined = () => undefined,
): Promise<ServiceDatabase> => {
  const at = addresses(adminUrl, service, passwordOf);
  await withClient(adminUrl, async (client) => {
    await refuseStrangers(client);
    await createRoles(client, service, passwordOf);
    if (!(await exists(client, 'pg_database', at.name)))
      await client.query(`create database ${at.name} owner ${roleOf(service, 'owner')}`);
    await client.query(`revoke all on database ${at.name} from public`);
    const others = [roleOf(service, 'api'), roleOf(service, 'pipeline')];
    await client.query(`grant connect, temporary on database ${at.name} to ${others.join(', ')}`);
  });
  return at;
};

const refuseStrangers = async (client: pg.Client) => {
  const { rows } = await client.query<{ version: number; may: boolean; name: string }>(
    `select current_setting('server_version_num')::int as version, current_user as name,
            rolsuper or (rolcreatedb and rolcreaterole) as may
     from pg_roles where rolname = current_user`,
  );
  const [found] = rows;
  if (found && found.version < 160000)
    throw new Problem('The given Postgres is older than version 16.', 'Give a newer one in DATABASE_URL.');
  if (found && !found.may)
    throw new Problem(
      `The user "${found.name}" of DATABASE_URL may not create databases and roles.`,
      `Give it the right: alter role "${found.name}" createdb createrole — or give another user.`,
    );
};
