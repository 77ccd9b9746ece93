// A key service with the interface of AWS KMS, for tests: moto, by Python, once for each version of requirements.txt.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, Problem } from './problem.ts';
import { daemon, freePort, until } from './process.ts';
import { type Server } from './postgres.ts';

export interface KeyService {
  readonly url: string;
  readonly stop: Server['stop'];
}

const requirements = join(import.meta.dirname, 'requirements.txt');

/** This machine has nothing that could run it: what needs it is skipped, and the summary says so. */
export class NoPython extends Error {}

const pip = (...args: readonly string[]) => ['-m', 'pip', '--disable-pip-version-check', ...args];

/** @throws NoPython */
export const checkPython = (): void => {
  if (spawnSync('python3', pip('--version')).status !== 0)
    throw new NoPython('there is no Python 3 with pip (Debian: apt install python3-pip)');
};

/** In a folder of its own: nothing of the machine's Python is changed. */
const modules = (cache: string): string => {
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(cache, `key-service-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const partial = `${folder}.${process.pid}`;
  try {
    const install = ['install', '--quiet', '--target', partial, '-r', requirements];
    execFileSync('python3', pip(...install), { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new Problem(
      `pip could not install moto:\n${messageOf(error).slice(-1_000)}`,
      'Check the network (and pip’s index or proxy: pip config list), then start again.',
    );
  }
  try {
    renameSync(partial, folder);
  } catch {
    rmSync(partial, { recursive: true, force: true }); // somebody else was quicker
  }
  return folder;
};

/** @throws NoPython */
export const startKeyService = async (options: { folder: string; cache: string }): Promise<KeyService> => {
  const { folder, cache } = options;
  checkPython();
  const path = modules(cache);
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  const server = daemon('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    log: join(folder, 'key-service.log'),
    pidFile: join(folder, 'key-service.pid'),
    ending: 'SIGTERM',
    env: { ...process.env, PYTHONPATH: path },
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    );
  try {
    await until(answers, { alive: server.alive, what: 'moto' });
  } catch (error) {
    await server.stop('SIGKILL');
    throw new Problem(`${messageOf(error)}:\n${server.lastWords()}`, 'Look at what it said.');
  }
  return { url, stop: (signal = 'SIGTERM') => server.stop(signal) };
};
