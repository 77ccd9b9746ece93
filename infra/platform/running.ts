// Where the platform that `npm start` runs can be found by the other commands. For this user's eyes only.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface RunningAddresses {
  readonly url: string;
  readonly adminUrl: string;
  readonly brokers: readonly string[];
  /** By role; empty where Postgres trusts this machine. */
  readonly passwords: Readonly<Record<string, string>>;
}

export const addressesFile = (folder: string): string => join(folder, 'running.json');

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
