// The drill's own platform: servers on its own folder, every role of every service a process, which the platform keeps running.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { keysDatabase, removePostgres, type Role, services, sign } from '@securebase/embedded';
import { type Platform, startPlatform, withoutRateLimits } from '@securebase/infra/platform';
import { type Rig, type Victim } from './rig.ts';
import { type Kind, kinds } from './schedule.ts';

/** After a kill, memory and ports of the old server are given back a moment later: the first tries may fail. */
const again = async (start: () => Promise<unknown>, tries = 10): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await start();
      return;
    } catch (error) {
      if (attempt === tries) throw error;
      await after(300 * attempt);
    }
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
};

const isKind = (role: string): role is Kind => (kinds as readonly string[]).includes(role);

const victimsOf = (platform: Platform): Victim[] => [
  ...platform
    .processes()
    .flatMap(({ service, role, pid }): Victim[] =>
      isKind(role) ? [role === 'gateway' ? { kind: role, pid } : { kind: role, service, pid }] : [],
    ),
  { kind: 'postgres', pid: platform.postgres?.pid ?? 0 },
  { kind: 'broker', pid: platform.kafka?.pid ?? 0 },
];

export const startRig = async ({
  folder,
  tell,
}: {
  folder: string;
  tell: (message: string) => void;
}): Promise<Rig> => {
  const home = join(folder, 'platform');
  const platform = await startPlatform({
    folder: home,
    apart: true,
    gatewayEnvironment: withoutRateLimits,
    step: (what, work) => {
      tell(what);
      return work();
    },
  });
  return {
    url: platform.url,
    services,
    brokers: platform.brokers,
    databases: new Map(services.map((service) => [service, platform.databases[service]?.adminUrl ?? ''])),
    keys: { url: platform.databases[keysDatabase]?.apiUrl ?? '', master: platform.masterKey },
    victims: () => victimsOf(platform).filter(({ pid }) => isAlive(pid)),
    restart: (server) =>
      again(() => (server === 'postgres' ? platform.restartPostgres() : platform.restartKafka())),
    tokenFor: (roles, subject) =>
      sign(platform.keys, { roles: roles as readonly Role[], ...(subject === undefined ? {} : { subject }) }),
    stop: () => platform.stop(),
  };
};

/** Removes what a drill leaves behind, wherever Postgres keeps its data. */
export const removeRig = (folder: string): void => {
  removePostgres(join(folder, 'platform', 'postgres'));
  rmSync(folder, { recursive: true, force: true });
};
