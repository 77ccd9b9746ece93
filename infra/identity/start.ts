// Starts the development provider as a process, with secrets that are made once and kept in its folder.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audience, type Keys } from '@securebase/embedded';
import { Child } from '../platform/child.ts';
import { machines } from './accounts.ts';

export interface Identity {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Of the machines, by role. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly child: Child;
  readonly stop: () => Promise<void>;
}

/** The port of the provider that `npm start` runs. */
export const usualPort = 4010;

interface Kept {
  readonly cookieKey: string;
  readonly secrets: Readonly<Record<string, string>>;
}
const secret = () => randomBytes(32).toString('base64url');

const keptIn = (file: string): Kept => {
  if (!existsSync(file)) {
    const made: Kept = {
      cookieKey: secret(),
      secrets: Object.fromEntries(machines.map((role) => [role, secret()])),
    };
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(made), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Kept;
};

/** The secrets of the machines, by role, as the provider of this folder knows them. */
export const secretsIn = (folder: string): Kept['secrets'] => keptIn(join(folder, 'identity.json')).secrets;

const issuerFile = (folder: string) => join(folder, 'identity-issuer');

/** The issuer of the provider that runs, or ran last, for the platform of this folder. */
export const issuerIn = (folder: string): string | undefined =>
  existsSync(issuerFile(folder)) ? readFileSync(issuerFile(folder), 'utf8') : undefined;

export const startIdentity = async ({
  folder,
  keys,
  port,
}: {
  readonly folder: string;
  readonly keys: Keys;
  readonly port: number;
}): Promise<Identity> => {
  const { cookieKey, secrets } = keptIn(join(folder, 'identity.json'));
  const issuer = `http://127.0.0.1:${port}`;
  const child = new Child({
    name: 'identity',
    service: 'identity',
    role: 'identity',
    script: join(import.meta.dirname, 'main.ts'),
    args: [],
    env: {
      NODE_ENV: 'development',
      ISSUER: issuer,
      PORT: String(port),
      SIGNING_KEY: JSON.stringify(keys.privateKey),
      AUDIENCE: audience,
      COOKIE_KEY: cookieKey,
      CLIENT_SECRETS: JSON.stringify(secrets),
    },
    log: join(folder, 'logs', 'identity.log'),
  });
  await child.start();
  writeFileSync(issuerFile(folder), issuer, { mode: 0o600 });
  return { issuer, jwksUrl: `${issuer}/jwks`, secrets, child, stop: () => child.stop() };
};
