// One process of the platform: started, watched, started again when it dies, stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { guard } from '@securebase/embedded';

export interface ChildOptions {
  readonly name: string;
  readonly service: string;
  /** `api`, `relay`, `projections`, `all`, or `gateway`. */
  readonly role: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
}

const patience = 60_000;
const firstPause = 100;
const longestPause = 1_000;

/** Started in a process group of its own: Ctrl-C reaches only us, and we decide who stops first. */
export class Child {
  readonly name: string;
  readonly service: string;
  readonly role: string;
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #stopping = false;
  #pause = firstPause;
  #running: Promise<void> = Promise.resolve();

  constructor(options: ChildOptions) {
    this.#options = options;
    this.name = options.name;
    this.service = options.service;
    this.role = options.role;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Resolves when the process says that it is ready; it is kept running from then on. */
  async start(): Promise<void> {
    const { process: child, ready } = this.#spawn();
    try {
      await ready;
    } catch (error) {
      this.#stopping = true;
      child.kill('SIGKILL');
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGCONT'); // a stopped process would not hear the rest
      child.kill('SIGTERM');
      const impatient = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await this.#running;
      clearTimeout(impatient);
    }
  }

  #spawn(): { process: ChildProcess; ready: Promise<void> } {
    const { script, args, env, log } = this.#options;
    mkdirSync(dirname(log), { recursive: true });
    const out = openSync(log, 'a');
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', script, ...args],
      {
        env: { ...process.env, NODE_ENV: 'production', ...env }, // GraphQL checks types more slowly elsewhere
        stdio: ['ignore', out, out, 'ipc'],
        detached: true,
      },
    );
    this.#process = child;
    const unguard = child.pid === undefined ? () => undefined : guard(child.pid, 'SIGTERM');
    this.#running = new Promise((resolve) => {
      const over = () => {
        unguard();
        resolve();
        if (!this.#stopping) void this.#again();
      };
      child.once('exit', over);
      child.once('error', over);
    });
    return { process: child, ready: this.#ready(child) };
  }

  #ready(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = () => {
        reject(
          new Error(`${this.name} did not start:\n${readFileSync(this.#options.log, 'utf8').slice(-2_000)}`),
        );
      };
      const tooLong = setTimeout(fail, patience);
      child.once('exit', fail);
      child.on('message', (message) => {
        if (typeof message !== 'object' || !('ready' in message)) return;
        clearTimeout(tooLong);
        child.off('exit', fail);
        this.#pause = firstPause;
        resolve();
      });
      child.once('exit', () => {
        clearTimeout(tooLong);
      });
    });
  }

  /** A process that died is started again, at first at once, then after longer and longer pauses. */
  async #again(): Promise<void> {
    await after(this.#pause);
    this.#pause = Math.min(longestPause, this.#pause * 2);
    if (this.#stopping) return;
    this.#spawn().ready.catch(() => undefined); // it ended: its end starts the next
  }
}
