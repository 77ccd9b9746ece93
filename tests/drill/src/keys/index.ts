// npm run drill -- keys: the database of keys is lost, restored from an old and from the newest backup, and partly given up.
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { demoPerson, demoTenant, keysDatabase, removePostgres, services } from '@securebase/embedded';
import { type Platform, startPlatform, withoutRateLimits } from '@securebase/infra/platform';
import { backUp, liveKeys, lose, restore } from './backup.ts';
import { Stage } from './stage.ts';

type Tell = (what: string) => void;

const root = join(import.meta.dirname, '../../../..');

/** The command that those who run the platform use. */
const keysCommand = async (
  { databases, masterKey }: Platform,
  service: string,
  ...args: readonly string[]
) => {
  const { apiUrl, pipelineUrl } = databases[keysDatabase] ?? {};
  const env = {
    KEYS_DATABASE_URL: apiUrl,
    KEYS_KEEPER_DATABASE_URL: pipelineUrl,
    MASTER_KEY: masterKey,
    PIPELINE_DATABASE_URL: databases[service]?.pipelineUrl,
  };
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'infra/keys.ts'), ...args], {
    env,
  });
  return stdout.trim();
};

const play = async (stage: Stage, tell: Tell): Promise<string[]> => {
  const { platform } = stage;
  const findings: string[] = [];
  const expect = (holds: boolean, otherwise: string) => {
    if (!holds) findings.push(otherwise);
  };
  tell('Telling the story');
  await stage.story();
  const erased = demoPerson('client');
  const before = await stage.coachReads();
  const others = [...before].filter(([id, purpose]) => id !== erased && purpose !== null);
  expect(before.get(erased) != null && others.length > 0, 'the coach reads nothing to begin with');
  const old = await backUp(platform);
  const { personId, engagementId } = await stage.newcomer();
  tell('Erasing somebody, and rotating the tenant’s key');
  await stage.erase(erased);
  await stage.forgotten(erased);
  tell(await keysCommand(platform, 'engagements', 'rotate', demoTenant));
  const newest = await backUp(platform);

  /** What must be so whenever the platform answers. */
  const asItShouldBe = async (when: string, newcomerIsThere: boolean) => {
    const reads = await stage.coachReads();
    expect(reads.get(erased) == null, `${when}: the erased person's words are back`);
    expect(!(await liveKeys(platform)).has(erased), `${when}: the erased person has a key again`);
    for (const [id, purpose] of others)
      expect(reads.get(id) === purpose, `${when}: words of somebody else are gone`);
    const said = await stage.said(personId, engagementId);
    expect(
      (said !== null) === newcomerIsThere,
      `${when}: the newcomer reads ${newcomerIsThere ? 'nothing' : 'something'}`,
    );
    expect(await stage.intact(), `${when}: the logs are not what they were`);
  };
  await asItShouldBe('rotated', true);

  tell('Losing every key: no process may begin');
  await lose(platform);
  stage.endServices();
  await stage.refusing(services);
  tell('Restoring the older backup: the service that knows the newcomer may not begin');
  await restore(platform, old);
  await stage.refusing(['engagements']);
  tell('Restoring the newest backup: everything goes on by itself');
  await restore(platform, newest);
  await stage.answering();
  await asItShouldBe('restored', true);

  tell('Only the older backup is left: what it has not is given up');
  await restore(platform, old);
  stage.endServices();
  await stage.refusing(['engagements']);
  for (const service of services) tell(await keysCommand(platform, service, 'lost', '--give-up'));
  await stage.answering();
  await asItShouldBe('given up', false);
  return findings;
};

export const keysDrill = async ({ keep }: { readonly keep: boolean }, tell: Tell): Promise<void> => {
  const folder = join(root, '.local', 'drill', `keys-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    tell(what);
    return work();
  };
  const platform = await startPlatform({ folder, step, gatewayEnvironment: withoutRateLimits });
  try {
    const findings = await play(new Stage(platform, folder), tell);
    for (const finding of findings) console.log(finding);
    console.log(
      findings.length === 0 ? 'Nobody was lost, and nobody came back.' : `${findings.length} findings.`,
    );
    if (findings.length > 0) process.exitCode = 1;
  } finally {
    await platform.stop();
    if (!keep) {
      removePostgres(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    }
  }
};
