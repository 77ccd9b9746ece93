// Where the API is and on whose behalf it is asked.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPerson, keysIn, personAs, Problem, roles, sign } from '@securebase/embedded';
import { type Command } from 'commander';
import { issuerIn } from '../identity/start.ts';
import { runningIn } from '../platform/running.ts';
import { type Asking, ask } from './ask.ts';

const local = join(import.meta.dirname, '../../.local');

export interface ConnectionOptions {
  readonly data?: string;
  readonly url?: string;
  readonly token?: string;
  readonly as?: string;
  readonly person?: string;
}

/** The options that every command has. */
export const withConnection = (command: Command): Command =>
  command
    .option('--url <url>', 'the gateway; else the one that `npm start` runs on this machine')
    .option('--token <token>', 'an access token; else one of the demo tenant is made, see --as')
    .option('--as <roles>', 'roles in the demo tenant, such as coach or coach,program-manager', 'coach')
    .option('--person <reference>', 'who of the demo tenant, by reference; else the person of the first role')
    .option('--data <folder>', 'of the platform that runs on this machine', local);

const urlOf = ({ url, data = local }: ConnectionOptions): string => {
  if (url !== undefined) return url;
  return runningIn(data, 'Start it with npm start, or name another with --url.').url;
};

const tokenOf = async ({ token, as = 'coach', person, data = local }: ConnectionOptions): Promise<string> => {
  if (token !== undefined) return token;
  const named = as.split(',').map((each) => {
    const role = roles.find((known) => known === each.trim().toUpperCase().replaceAll('-', '_'));
    if (role) return role;
    const all = roles.map((known) => known.toLowerCase().replaceAll('_', '-')).join(', ');
    throw new Problem(`There is no role "${each}".`, `Take any of: ${all}.`);
  });
  const subject = person === undefined ? personAs(named[0] ?? 'COACH') : demoPerson(person);
  const issuer = issuerIn(data);
  return sign(
    { ...(await keysIn(join(data, 'keys.json'))), ...(issuer !== undefined && { issuer }) },
    { roles: named, subject },
  );
};

/** Asks the API on behalf of whom the options name. */
export type Api = <T>(query: string, variables?: object, readAfter?: string) => Promise<T>;

export const connect = async (options: ConnectionOptions): Promise<Api> => {
  const [url, token] = [urlOf(options), await tokenOf(options)];
  return <T>(query: string, variables: object = {}, readAfter?: string) =>
    ask<T>({ url, token, operation: { query }, variables, readAfter } satisfies Asking);
};

/** Sends one of the platform's trusted documents, by the name of its file. */
export type Documents = <T>(name: string, variables?: object) => Promise<T>;

const documents = join(import.meta.dirname, '../../gateway/documents');

export const connectDocuments = async (options: ConnectionOptions): Promise<Documents> => {
  const [url, token] = [urlOf(options), await tokenOf(options)];
  return <T>(name: string, variables: object = {}) => {
    const hash = createHash('sha256').update(readFileSync(join(documents, `${name}.graphql`)));
    return ask<T>({ url, token, operation: { documentId: `sha256:${hash.digest('hex')}` }, variables });
  };
};

/** `system-mapping` → `SystemMapping`, as in the names of its fields. */
export const prefixOf = (service: string): string =>
  service.replaceAll(/(^|-)([a-z])/g, (_match, _dash: string, letter: string) => letter.toUpperCase());
export const fieldOf = (service: string): string => {
  const prefix = prefixOf(service);
  return `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`;
};
