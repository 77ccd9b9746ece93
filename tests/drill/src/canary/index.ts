import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPlatform, withoutRateLimits } from '@securebase/infra/platform';
import { removePostgres } from '@securebase/embedded';
import { leaks } from './leaks.ts';
import { crawl, plantWorlds, probeMutations, searchAtRest } from './run.ts';

export interface CanaryOptions {
  readonly plant: boolean;
  readonly keep: boolean;
}

const show = (findings: readonly string[]) => {
  for (const finding of findings.slice(0, 50)) console.log(finding);
  if (findings.length > 50) console.log(`… and ${findings.length - 50} more`);
};

export const canary = async ({ plant, keep }: CanaryOptions, tell: (what: string) => void): Promise<void> => {
  const folder = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    '..',
    '.local',
    'drill',
    `canary-${process.pid}`,
  );
  mkdirSync(folder, { recursive: true });
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    tell(what);
    return work();
  };
  const platform = await startPlatform({ folder, step, gatewayEnvironment: withoutRateLimits });
  try {
    const scene = await plantWorlds(platform, folder, tell);
    tell(`${scene.canaries.all.length} canaries`);
    const { findings: told, ...counts } = await crawl(scene, tell);
    const findings = [...told, ...(await searchAtRest(scene, tell)), ...(await probeMutations(scene, tell))];
    show(findings);
    console.log(
      JSON.stringify({ canaries: scene.canaries.all.length, ...counts, findings: findings.length }),
    );
    let missed = 0;
    for (const leak of plant ? leaks : []) {
      tell(`Planting a leak: ${leak.what}`);
      const found = await leak.plantAndFind(scene, tell);
      console.log(
        `${found.length > 0 ? 'found' : 'MISSED'}: ${leak.what}${found[0] === undefined ? '' : ` — ${found[0]}`}`,
      );
      missed += found.length > 0 ? 0 : 1;
    }
    console.log(
      findings.length + missed === 0
        ? 'No canary sang where it should not.'
        : `${findings.length} findings, ${missed} planted leaks missed.`,
    );
    if (findings.length + missed > 0) process.exitCode = 1;
  } finally {
    await platform.stop();
    if (!keep) {
      removePostgres(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    }
  }
};
