// What a container platform does for its processes: starts them, and starts them again when they end.
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

export interface Supervised {
  readonly name: string;
  /** Of the process that runs now; `undefined` while none does. */
  readonly pid: () => number | undefined;
  /** How often it was started again. */
  readonly restarts: () => number;
  /** Settles when the process has said for the first time that it is ready. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly log: string;
}

/** Between an end and the next start, in milliseconds. */
const pause = 500;

export const supervise = ({ name, args, env, cwd, log }: Program): Supervised => {
  const out = openSync(log, 'a');
  const first = Promise.withResolvers<undefined>();
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  let restarts = -1;
  let stopping = false;

  const start = () => {
    restarts++;
    const current = spawn(process.execPath, [...args], { cwd, env, stdio: ['ignore', out, out, 'ipc'] });
    child = current;
    current.on('message', (message: { readonly ready?: unknown }) => {
      if (message.ready !== undefined) first.resolve(undefined);
    });
    ended = new Promise((resolve) => {
      current.once('exit', resolve);
      current.once('error', resolve);
    }).then(async () => {
      child = undefined;
      if (stopping) return;
      await after(pause);
      if (!stopping) start();
    });
  };
  start();
  return {
    name,
    pid: () => child?.pid,
    restarts: () => restarts,
    ready: first.promise,
    async stop() {
      stopping = true;
      child?.kill('SIGCONT');
      child?.kill('SIGTERM');
      const impatient = setTimeout(() => child?.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(impatient);
    },
  };
};
