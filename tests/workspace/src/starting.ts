// Runs npm start's program on a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

/** Removed by `forget`; every user may enter it, since Postgres does not run as root. */
export const folders = () => {
  const made: string[] = [];
  return {
    make: (): string => {
      const folder = mkdtempSync(join(tmpdir(), 'securebase-workspace-'));
      chmodSync(folder, 0o755);
      made.push(folder);
      return folder;
    },
    forget: () => {
      for (const folder of made) rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A folder with links to every program on the PATH, but for those that are to be missing. */
export const pathWithout = (folder: string, missing: readonly string[]): string => {
  const bin = join(folder, 'bin');
  const found = new Map<string, string>();
  for (const place of (process.env['PATH'] ?? '').split(':').reverse())
    try {
      for (const name of readdirSync(place)) found.set(name, join(place, name));
    } catch {
      // a PATH may name folders that do not exist
    }
  for (const name of missing) found.delete(name);
  rmSync(bin, { recursive: true, force: true });
  mkdirSync(bin);
  for (const [name, target] of found) symlinkSync(target, join(bin, name));
  return bin;
};

export interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  /** Resolves when it has said so; rejects when it ended before. */
  readonly says: (text: string) => Promise<void>;
  readonly ended: Promise<number>;
}

const inherited = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(NX_|npm_|DATABASE_URL$|KAFKA_BROKERS$|PORT$)/i.test(name),
  ),
);

/** Runs a program with Node and listens to what it says. */
export const runNode = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = root,
): Run => {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const waiting = new Set<() => void>();
  const heard = () => {
    for (const each of waiting) each();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      heard();
    });
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(signal ? 137 : (code ?? 1));
    });
  });
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (said.includes(text)) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => {
        reject(new Error(`It ended without saying "${text}":\n${said}`));
      });
    });
  return { child, said: () => said, says, ended };
};

export const start = (
  data: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Run => runNode([join(root, 'infra/start.ts'), '--data', data, ...args], env);
