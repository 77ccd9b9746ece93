import { execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** A server that runs beside us, as an ordinary child process. */
export interface Daemon {
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly gone: Promise<void>;
  readonly alive: () => boolean;
  /** The end of its log, for a message. */
  readonly lastWords: () => string;
  readonly stop: (signal: NodeJS.Signals, grace?: number) => Promise<void>;
}

export const isFree = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });

// Below what Linux (32768), macOS and Windows (49152) take for connections that go out, as they come: a port that is told here to a
// process which still starts would else be taken, now and then, by one of the many connections of the processes beside it.
// Above 10080, which `fetch` refuses.
const [firstPort, endOfPorts] = [11_000, 32_768];
const given = new Set<number>();

/** A port on which nobody listens, for a process that begins to in a moment. No port is given twice by one process. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const port = randomInt(firstPort, endOfPorts);
    if (given.has(port)) continue;
    given.add(port); // before the look, so that nobody else gets it meanwhile
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port between ${firstPort} and ${endOfPorts}: end what listens there`);
};

export const until = async (
  ready: () => Promise<boolean>,
  { alive, what, timeout = 180_000 }: { alive: () => boolean; what: string; timeout?: number },
): Promise<void> => {
  const deadline = Date.now() + timeout;
  while (!(await ready())) {
    if (!alive()) throw new Error(`${what} stopped while starting`);
    if (Date.now() > deadline) throw new Error(`${what} was not ready in ${timeout / 1000} s`);
    await after(25);
  }
};

/**
 * Ends a process when we are gone, even if we were killed: a shell that waits for our end of a pipe to close.
 * Returns the function that calls it off.
 */
export const guard = (pid: number, signal: NodeJS.Signals, folder = ''): (() => void) => {
  const script = 'read -r _; kill -s "$2" "$1" 2>/dev/null; [ -z "$3" ] || { sleep 5; rm -rf "$3"; }';
  const name = signal.replace(/^SIG/, '');
  const shell = spawn('/bin/sh', ['-c', script, 'guard', String(pid), name, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => undefined);
  shell.unref();
  return () => {
    shell.kill('SIGKILL');
    shell.stdin.destroy();
  };
};

/** Started in a process group of its own: Ctrl-C reaches only us, and we decide who stops first. */
export const daemon = (
  file: string,
  args: readonly string[],
  {
    log,
    pidFile,
    ending,
    ...options
  }: SpawnOptions & { log: string; pidFile: string; ending: NodeJS.Signals },
): Daemon => {
  const out = openSync(log, 'a');
  const child = spawn(file, args, { ...options, stdio: ['ignore', out, out], detached: true });
  let running = true;
  const unguard = child.pid === undefined ? () => undefined : guard(child.pid, ending);
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => {
    running = false;
    unguard();
    rmSync(pidFile, { force: true });
  });
  if (child.pid) writeFileSync(pidFile, String(child.pid));
  return {
    pid: child.pid ?? 0,
    gone,
    alive: () => running,
    lastWords: () => readFileSync(log, 'utf8').slice(-2000),
    async stop(how, grace = 15_000) {
      if (!running) return;
      child.kill('SIGCONT'); // a stopped process would not hear the rest
      child.kill(how);
      const impatient = setTimeout(() => child.kill('SIGKILL'), grace);
      await gone;
      clearTimeout(impatient);
    },
  };
};

const commandOf = (pid: number): string => {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

/** Ends what a killed start left behind: only a process that still carries our data folder in its command line. */
export const reap = async (pidFile: string, marker: string, signal: NodeJS.Signals): Promise<void> => {
  let pid: number;
  try {
    pid = Number(readFileSync(pidFile, 'utf8'));
  } catch {
    return;
  }
  const deadline = Date.now() + 15_000;
  while (pid > 0 && commandOf(pid).includes(marker)) {
    process.kill(pid, Date.now() > deadline ? 'SIGKILL' : signal);
    await after(200);
  }
  rmSync(pidFile, { force: true });
};
