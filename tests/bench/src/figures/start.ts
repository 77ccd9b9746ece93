import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { freePort, keysIn, sign } from '@securebase/embedded';
import { issuerIn } from '@securebase/infra/issuer';
import { commandOf, pssOf } from '../cpu.ts';
import { rounded, roundedSpread, spreadOf } from '../measure.ts';
import { type Setup } from '../report.ts';
import { request } from '../requests.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const local = join(root, '.local');
const question = '{ engagements(first: 3) { edges { node { id status client { id } systemMaps { id } } } } }';

/** A process and all that descend from it. */
const familyOf = (pid: number): number[] => {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each)))
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // it has just ended
    }
  const family: number[] = [];
  for (const waiting = [pid]; waiting.length > 0;) {
    const next = waiting.pop() ?? 0;
    family.push(next);
    waiting.push(...(children.get(next) ?? []));
  }
  return family;
};

/** What a process is, for a reader of the figures. */
const nameOf = (pid: number): string => {
  const command = commandOf(pid);
  const service = /services\/([\w-]+)\/dist/.exec(command)?.[1];
  if (service !== undefined) return service;
  if (/gateway\/dist/.test(command)) return 'gateway';
  if (/kafka\.Kafka/.test(command)) return 'Kafka';
  if (/postgres/.test(command)) return 'Postgres';
  if (/infra\/start\.ts/.test(command)) return 'launcher and supervisor';
  return 'guards';
};

interface Started {
  readonly seconds: number;
  readonly memory: Readonly<Record<string, number>>;
}

/** `npm start` until a federated query is answered; then what every process has in memory; then Ctrl-C. */
const once = async (): Promise<Started> => {
  const port = await freePort();
  const began = performance.now();
  const child = spawn('npm', ['start', '--', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const alive = () => child.exitCode === null && child.signalCode === null;
  try {
    await untilAnswered(port, alive, () => said);
    const seconds = (performance.now() - began) / 1000;
    await after(2_000);
    const memory: Record<string, number> = {};
    for (const pid of familyOf(child.pid ?? 0))
      try {
        const name = nameOf(pid);
        memory[name] = (memory[name] ?? 0) + pssOf(pid);
      } catch {
        // it has just ended
      }
    return { seconds, memory };
  } finally {
    if (alive() && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
};

const untilAnswered = async (port: number, alive: () => boolean, said: () => string) => {
  for (const deadline = performance.now() + 300_000; ;) {
    if (!alive()) throw new Error(`npm start ended: ${said().slice(-1000)}`);
    if (performance.now() > deadline) throw new Error('npm start does not answer.');
    try {
      const issuer = issuerIn(local);
      if (issuer !== undefined) {
        const token = await sign(
          { ...(await keysIn(join(local, 'keys.json'))), issuer },
          { roles: ['COACH'] },
        );
        const headers = { authorization: `Bearer ${token}` };
        await request(`http://127.0.0.1:${port}/graphql`, { query: question, headers });
        return;
      }
    } catch {
      // not yet
    }
    await after(20);
  }
};

/** Warm `npm start` to the first federated answer, and the memory (PSS) of every process. */
export const start = async (setup: Setup): Promise<void> => {
  setup.tell('start: once, so that the next is warm');
  await once();
  const rounds: Started[] = [];
  for (let round = 1; round <= Math.min(setup.rounds, 3); round++) {
    rounds.push(await once());
    setup.tell(`start: round ${round}: ${rounded(rounds.at(-1)?.seconds ?? 0)} s`);
  }
  const seconds = roundedSpread(spreadOf(rounds.map((each) => each.seconds)));
  setup.print({
    figure: 'start-seconds',
    value: seconds.median,
    unit: 's',
    target: { aimAtMost: 15 },
    divided: 'warm npm start to the first federated answer',
    spread: seconds,
  });
  const memory: Started['memory'] = rounds.at(-1)?.memory ?? {};
  const total = Object.values(memory).reduce((sum, each) => sum + each, 0);
  setup.print({
    figure: 'start-memory',
    value: rounded(total),
    unit: 'MiB',
    target: { aimAtMost: 1536 },
    divided: 'PSS of every process of npm start, two seconds after the first answer',
    processes: Object.fromEntries(Object.entries(memory).map(([name, each]) => [name, rounded(each)])),
  });
};
