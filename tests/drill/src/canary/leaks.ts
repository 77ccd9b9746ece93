// Leaks planted on purpose: each must be found by the part of the drill that looks there.
import { appendFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { withDatabase } from '../read-log.ts';
import { crawl, type Scene, searchAtRest, type Tell } from './run.ts';

interface Leak {
  readonly what: string;
  readonly plantAndFind: (scene: Scene, tell: Tell) => Promise<readonly string[]>;
}

const secretOf = ({ canaries, worlds }: Scene, planted = 'proposeEngagement.purpose'): string =>
  canaries.all.find(({ place, tenant }) => place === planted && tenant === worlds[0]?.tenant)?.word ?? '';

const update = async (
  { platform }: Scene,
  service: string,
  sql: string,
  values: readonly unknown[],
): Promise<void> => {
  await withDatabase(platform.databases[service]?.adminUrl ?? '', (client) => client.query(sql, [...values]));
};

const saying = (findings: readonly string[], words: string) =>
  findings.filter((finding) => finding.includes(words));

export const leaks: readonly Leak[] = [
  {
    what: 'a read model that tells an engagement’s objectives as the name of a program',
    async plantAndFind(scene, tell) {
      const tenant = scene.worlds[0]?.tenant;
      const secret = secretOf(scene, 'draftAgreement.objectives');
      const sql = 'update program_view set name = $1 where tenant_id = $2';
      await update(scene, 'engagements', sql, [secret, tenant]);
      const { findings } = await crawl(scene, tell, ['sponsor']);
      const found = saying(findings, 'is told in Program.name');
      if (found.length === 0) for (const finding of findings.slice(0, 5)) tell(finding); // what has blinded the crawl
      return found;
    },
  },
  {
    what: 'a log line with a person’s words',
    async plantAndFind(scene, tell) {
      const [log = ''] = globSync('logs/*.log', { cwd: scene.folder });
      appendFileSync(join(scene.folder, log), `{"msg":"${secretOf(scene)}"}\n`);
      return saying(await searchAtRest(scene, tell), `in clear in ${log}`);
    },
  },
  {
    what: 'an event with a person’s words in clear',
    async plantAndFind(scene, tell) {
      const client = new Kafka({
        brokers: [...scene.platform.brokers],
        clientId: 'drill',
        logLevel: logLevel.NOTHING,
      });
      const producer = client.producer();
      await producer.connect();
      const value = JSON.stringify({ purpose: Buffer.from(secretOf(scene)).toString('base64') });
      await producer.send({ topic: 'engagements.events', messages: [{ key: 'leak', value }] });
      await producer.disconnect();
      return saying(await searchAtRest(scene, tell), 'in clear in topic');
    },
  },
  {
    what: 'a person’s words in a column that is not listed',
    async plantAndFind(scene, tell) {
      await update(scene, 'assessments', 'update instrument_view set code = $1', [secretOf(scene)]);
      return saying(await searchAtRest(scene, tell), 'instrument_view.code');
    },
  },
];
