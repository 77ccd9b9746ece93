// Where the platform that `npm start` runs can be found by the other commands. For this user's eyes only.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '@securebase/embedded';

export interface RunningAddresses {
  readonly url: string;
  readonly adminUrl: string;
  readonly brokers: readonly string[];
  /** By role; empty where Postgres trusts this machine. */
  readonly passwords: Readonly<Record<string, string>>;
}

const addressesFile = (folder: string): string => join(folder, 'running.json');

/** Where the platform is that runs with this folder. @param instead what else can be done @throws Problem when none runs */
export const runningIn = (folder: string, instead: string): RunningAddresses => {
  const file = addressesFile(folder);
  if (!existsSync(file)) throw new Problem('No platform runs on this machine.', instead);
  return JSON.parse(readFileSync(file, 'utf8')) as RunningAddresses;
};

/** Returns how to remove it again. */
export const noteAddresses = (folder: string, addresses: RunningAddresses): (() => void) => {
  const file = addressesFile(folder);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(addresses), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
  return () => {
    rmSync(file, { force: true });
  };
};
