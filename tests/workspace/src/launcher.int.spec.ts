// The launcher in a small project of its own: what it does when an installation is missing, half done, cut off or shared.
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { folders, root, runNode } from './starting.ts';

const patience = 60_000;
const { make, forget } = folders();
afterAll(forget);

const write = (folder: string, files: Readonly<Record<string, unknown>>) => {
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), JSON.stringify(content));
};

/** A project with one dependency: a package in a folder of its own, or one that only a registry has. */
const project = (from: 'FOLDER' | 'REGISTRY'): string => {
  const folder = make();
  cpSync(join(root, 'infra/launcher'), join(folder, 'infra/launcher'), {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  mkdirSync(join(folder, 'thing'));
  write(folder, { 'thing/package.json': { name: 'thing', version: '1.0.0' } });
  const dependencies = { thing: from === 'FOLDER' ? 'file:thing' : '1.0.0' };
  const there =
    from === 'FOLDER'
      ? { thing: { version: '1.0.0' }, 'node_modules/thing': { resolved: 'thing', link: true } }
      : { 'node_modules/thing': { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` } };
  write(folder, {
    'package.json': { name: 'project', version: '1.0.0', dependencies },
    'package-lock.json': {
      name: 'project',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'project', version: '1.0.0', dependencies }, ...there },
    },
  });
  return folder;
};

const launch = (folder: string, env: Readonly<Record<string, string>> = {}) =>
  runNode(
    [join(folder, 'infra/launcher/run.mjs'), 'node', '-e', 'console.log("it runs")'],
    { USE_HOST_NODE: '1', npm_config_cache: join(folder, 'cache'), ...env },
    folder,
  );
const installed = (folder: string) => existsSync(join(folder, 'node_modules/.package-lock.json'));

describe('The launcher', () => {
  it(
    'installs what is missing, and what another installation left half done',
    async () => {
      const folder = project('FOLDER');
      mkdirSync(join(folder, 'node_modules/half'), { recursive: true }); // npm names what it installed last of all
      const run = launch(folder);
      expect([await run.ended, run.said()]).toEqual([0, expect.stringContaining('it runs')]);
      expect(installed(folder)).toBe(true);
      expect(existsSync(join(folder, 'node_modules/half'))).toBe(false);
    },
    patience,
  );

  it(
    'installs once when it is started twice at the same time',
    async () => {
      const folder = project('FOLDER');
      const runs = [launch(folder), launch(folder), launch(folder)];
      expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([0, 0, 0]);
      for (const run of runs) expect(run.said()).toContain('it runs');
      expect(installed(folder)).toBe(true);
      expect(existsSync(join(folder, '.local/install.lock'))).toBe(false);
    },
    patience,
  );

  it(
    'says so when there is no network, and leaves nothing half-installed',
    async () => {
      const folder = project('REGISTRY');
      const run = launch(folder, { npm_config_registry: 'http://127.0.0.1:9/' });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('npm could not reach its registry.\n  → ');
      expect(run.said()).not.toContain('it runs');
      expect(existsSync(join(folder, 'node_modules'))).toBe(false);
    },
    patience,
  );

  it(
    'leaves nothing half-installed when it is stopped',
    async () => {
      const folder = project('REGISTRY');
      let asked: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const silent = createServer(() => {
        asked(); // and never answers
      });
      await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready));
      const { port } = silent.address() as AddressInfo;
      const run = launch(folder, { npm_config_registry: `http://127.0.0.1:${port}/` });
      await reached;
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(130);
      expect(existsSync(join(folder, 'node_modules'))).toBe(false);
      expect(existsSync(join(folder, '.local/install.lock'))).toBe(false);
      silent.closeAllConnections();
      silent.close();
    },
    patience,
  );
});
