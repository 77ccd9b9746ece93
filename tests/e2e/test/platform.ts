// A platform of its own for each test file: every process, on real Postgres and Kafka.
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPerson, type Role, sign } from '@securebase/embedded';
import { type Platform, startPlatform } from '@securebase/infra/platform';
import { tellStory } from '@securebase/infra/story';
import { type Answer, send } from '@securebase/testing';

export interface Caller {
  readonly roles: readonly Role[];
  /** Who of the demo tenant; else the person of the first role. */
  readonly reference?: string;
  readonly tenant?: string;
}

export interface Running {
  readonly platform: Platform;
  /** Its data, logs and keys. */
  readonly folder: string;
  /** Tells the demo story. */
  readonly tell: () => Promise<void>;
  readonly tokenOf: (caller: Caller) => Promise<string>;
  /** Everything that came back, errors included. */
  readonly send: <T = Record<string, unknown>>(
    caller: Caller,
    query: string,
    variables?: object,
    readAfter?: string,
  ) => Promise<Answer<T>>;
  /** The data; any error fails the test. */
  readonly ask: <T>(caller: Caller, query: string, variables?: object, readAfter?: string) => Promise<T>;
  /** What the processes have logged so far. */
  readonly logs: () => string;
  readonly stop: () => Promise<void>;
}

const referenceOf = ({ roles: [first = 'CLIENT'], reference }: Caller) =>
  reference ?? first.toLowerCase().replaceAll('_', '-');

/** @param gatewayEnvironment more for the gateway, such as its limits */
export const runPlatform = async (
  gatewayEnvironment: Readonly<Record<string, string>> = {},
): Promise<Running> => {
  const folder = mkdtempSync(join(tmpdir(), 'securebase-e2e-'));
  const platform = await startPlatform({ folder, ephemeral: true, gatewayEnvironment });
  const tokenOf = (caller: Caller) =>
    sign(platform.keys, {
      roles: caller.roles,
      subject: demoPerson(referenceOf(caller)),
      ...(caller.tenant !== undefined && { tenant: caller.tenant }),
    });
  const sendAs: Running['send'] = async (caller, query, variables = {}, readAfter) =>
    send(platform.url, query, variables, {
      token: await tokenOf(caller),
      ...(readAfter !== undefined && { readAfter }),
    });
  return {
    platform,
    folder,
    tell: () =>
      tellStory({
        url: platform.url,
        tokenFor: (role, reference) => tokenOf({ roles: [role], reference }),
      }),
    tokenOf,
    send: sendAs,
    ask: async <T>(caller: Caller, query: string, variables?: object, readAfter?: string) => {
      const { data, errors } = await sendAs<T>(caller, query, variables, readAfter);
      if (errors) throw new Error(JSON.stringify(errors));
      return data as T;
    },
    logs: () =>
      globSync('*.log', { cwd: join(folder, 'logs') })
        .map((file) => readFileSync(join(folder, 'logs', file), 'utf8'))
        .join('\n'),
    stop: () => platform.stop(),
  };
};

export const admin: Caller = { roles: ['ADMIN'] };
export const manager: Caller = { roles: ['PROGRAM_MANAGER'] };
export const coach: Caller = { roles: ['COACH'] };
export const client: Caller = { roles: ['CLIENT'] };
