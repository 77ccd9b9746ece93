// The life of npm start on a data folder of its own: first start, second start at once, stop, kill, start again.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort, services } from '@securebase/embedded';
import { eventually } from '@securebase/testing';
import { folders, root, type Run, runNode, start } from './starting.ts';

const patience = 240_000;
const { make, forget } = folders();
const query = '{ engagements(first: 10) { edges { node { kind systemMaps { name } } } } }';

const table = () =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));

/** A process and all that it started, and what those started. */
const familyOf = (pid: number): number[] => {
  const all = table();
  const below = (parent: number): number[] =>
    all.filter(([, of]) => of === parent).flatMap(([child = 0]) => [child, ...below(child)]);
  return [pid, ...below(pid)];
};

describe('npm start', () => {
  let data: string;
  let port: number;
  let run: Run;
  const url = () => `http://127.0.0.1:${port}/graphql`;

  const begin = async () => {
    run = start(data, ['--port', String(port)]);
    await run.says('Securebase is ready');
  };
  const ask = async () => {
    const token = runNode([join(root, 'infra/token.ts'), '--as', 'coach', '--data', data]);
    expect(await token.ended).toBe(0);
    const response = await fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.said().trim()}` },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data: { engagements: { edges: unknown[] } } };
  };
  /** Stops it with the signal; all that it started must end, too. */
  const end = async (signal: NodeJS.Signals) => {
    const family = familyOf(run.child.pid ?? 0);
    expect(family.length).toBeGreaterThan(6); // Postgres, Kafka, three services, the gateway
    run.child.kill(signal);
    const code = await run.ended;
    await eventually(
      () => {
        const running = table().map(([pid]) => pid);
        expect(family.filter((pid) => running.includes(pid))).toEqual([]);
      },
      { within: 30_000 },
    );
    return code;
  };

  beforeAll(async () => {
    data = make();
    port = await freePort();
    await begin();
  }, patience);
  afterAll(async () => {
    run.child.kill('SIGTERM');
    await run.ended;
    forget();
  }, patience);

  it('says where it is, gives an example and tells how to stop', () => {
    expect(run.said()).toContain(url());
    expect(run.said()).toMatch(/Example: .*engagements/);
    expect(run.said()).toContain('Ctrl-C');
  });

  it('has told its story: a federated query answers over services', async () => {
    const { data: answer } = await ask();
    expect(answer.engagements.edges).toHaveLength(3);
  });

  it.each(services)(
    'has all read models of %s rebuilt by one command, and they are as they were',
    async (service) => {
      const { definition } = (await import(join(root, `services/${service}/dist/service.js`))) as {
        definition: { readonly projections: readonly { readonly name: string }[] };
      };
      const rebuilding = runNode([join(root, 'infra/rebuild.ts'), service, '--data', data]);
      expect(await rebuilding.ended).toBe(0);
      const built = [...rebuilding.said().matchAll(/^([a-z-]+): \d+ rows, the same as before\.$/gm)];
      const names = definition.projections.map(({ name }) => name);
      expect(built.map(([, name]) => name).sort()).toEqual([...names].sort());
    },
    patience,
  );

  it(
    'refuses to run twice at once, and leaves the first alone',
    async () => {
      const second = start(data, ['--port', String(await freePort())]);
      expect(await second.ended).toBe(1);
      expect(second.said()).toContain(
        `The platform is running already, as process ${run.child.pid ?? 0}.\n  → `,
      );
      expect((await ask()).data.engagements.edges).toHaveLength(3);
    },
    patience,
  );

  it(
    'stops with Ctrl-C, leaves no process, and gives its lock back',
    async () => {
      expect(await end('SIGINT')).toBe(0);
      expect(existsSync(join(data, 'start.lock'))).toBe(false);
    },
    patience,
  );

  it(
    'keeps its data, and tells the story only once',
    async () => {
      const told = readFileSync(join(data, 'story-told'), 'utf8');
      await begin();
      expect((await ask()).data.engagements.edges).toHaveLength(3);
      expect(readFileSync(join(data, 'story-told'), 'utf8')).toBe(told);
    },
    patience,
  );

  it(
    'leaves no process when it is killed, and starts over its stale lock',
    async () => {
      await end('SIGKILL');
      expect(existsSync(join(data, 'start.lock'))).toBe(true);
      await begin();
      expect((await ask()).data.engagements.edges).toHaveLength(3);
    },
    patience,
  );

  it(
    'begins anew with --fresh',
    async () => {
      const told = readFileSync(join(data, 'story-told'), 'utf8');
      await end('SIGTERM');
      run = start(data, ['--port', String(port), '--fresh']);
      await run.says('Securebase is ready');
      expect((await ask()).data.engagements.edges).toHaveLength(3);
      expect(readFileSync(join(data, 'story-told'), 'utf8')).not.toBe(told);
    },
    patience,
  );
});
