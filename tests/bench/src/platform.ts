import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Role, sign } from '@securebase/embedded';
import { type Platform, startPlatform, withoutRateLimits } from '@securebase/infra/platform';
import { type Setup } from './report.ts';

const home = join(import.meta.dirname, '..', '..', '..', '.local', 'bench');

/** A platform of the benchmark's own: the product as `npm start` runs it, or with each role a process; removed afterwards. */
export const withPlatform = async <T>(
  { tell }: Setup,
  options: { readonly apart: boolean },
  work: (platform: Platform) => Promise<T>,
): Promise<T> => {
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, 'platform-'));
  const platform = await startPlatform({
    folder,
    ephemeral: true,
    ...options,
    gatewayEnvironment: withoutRateLimits,
    step: (what, run) => {
      tell(what);
      return run();
    },
  });
  try {
    return await work(platform);
  } finally {
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The pid of a service's process in this role. */
export const pidOf = (platform: Platform, service: string, role: string): number => {
  const found = platform.processes().find((each) => each.service === service && each.role === role);
  if (!found) throw new Error(`There is no process for ${service} ${role}.`);
  return found.pid;
};

export const headersFor = async (
  platform: Platform,
  role: Role,
): Promise<Readonly<Record<string, string>>> => ({
  authorization: `Bearer ${await sign(platform.keys, { roles: [role] })}`,
});
