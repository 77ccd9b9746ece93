// npm start on machines where something is missing or wrong: what it says, and that nothing stays behind.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@securebase/embedded';
import { folders, pathWithout, runNode, start } from './starting.ts';

const patience = 120_000;
const { make, forget } = folders();
afterAll(forget);

const port = async () => ['--port', String(await freePort())];

describe('npm start says what is wrong and what to do', () => {
  it(
    'when its port is in use',
    async () => {
      const other = createServer();
      const taken = await new Promise<number>((resolve) => {
        other.listen(0, '127.0.0.1', () => {
          const address = other.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      const run = start(make(), ['--port', String(taken)]);
      expect(await run.ended).toBe(1);
      expect(run.said()).toMatch(`Port ${taken} is in use by another program.\n  → `);
      other.close();
    },
    patience,
  );

  it(
    'when the port is no port',
    async () => {
      const run = start(make(), ['--port', 'http']);
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('"http" is no port.\n  → ');
    },
    patience,
  );

  it.each([
    ['no address', 'hello', 'DATABASE_URL is no address of a Postgres.\n  → '],
    [
      'an address where nobody answers',
      'postgres://me:secret@127.0.0.1:1/mine',
      'did not let "me" into "mine"',
    ],
  ])(
    'when DATABASE_URL is %s',
    async (_, url, message) => {
      const run = start(make(), await port(), { DATABASE_URL: url });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain(message);
      expect(run.said()).toContain('  → ');
      expect(run.said()).not.toContain('secret');
    },
    patience,
  );

  it(
    'when KAFKA_BROKERS names nobody',
    async () => {
      const run = start(make(), await port(), { KAFKA_BROKERS: '127.0.0.1:1' });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('Kafka at 127.0.0.1:1 did not answer');
      expect(run.said()).toContain('  → Check KAFKA_BROKERS');
    },
    patience,
  );

  it(
    'when there is no Java',
    async () => {
      const data = make();
      const run = start(data, await port(), { PATH: pathWithout(data, ['java', 'mvn']) });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('there is no "java" on the PATH.\n  → Install Java 17');
    },
    patience,
  );

  it.each([
    ['Postgres', 'postgres/data', 'PG_VERSION', '17', 'belong to Postgres 17'],
    ['Kafka', 'kafka', 'version', '3.9.1', 'belong to Kafka 3.9.1'],
  ])(
    'when its data were made by an older %s',
    async (_, folder, file, version, message) => {
      const data = make();
      mkdirSync(join(data, folder), { recursive: true });
      writeFileSync(join(data, folder, file), `${version}\n`);
      const run = start(data, await port());
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain(message);
      expect(run.said()).toContain('npm start -- --fresh');
    },
    patience,
  );

  it(
    'when the disk is full',
    async () => {
      const data = make();
      mkdirSync(join(data, 'kafka'));
      symlinkSync('/dev/full', join(data, 'kafka/server.properties')); // every write there fails as on a full disk
      const run = start(data, await port());
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('The disk is full');
      expect(run.said()).toContain('→ Make room, then start again.');
    },
    patience,
  );
});

describe('Fetching Kafka says what is wrong and what to do', () => {
  const fetch = (env: Readonly<Record<string, string>>) =>
    runNode(
      [
        '--input-type=module',
        '-e',
        `import { prepareKafka } from '@securebase/embedded';
         try { prepareKafka(process.argv[1]); } catch (error) { console.error(error.message); process.exit(1); }`,
        join(make(), 'cache'),
      ],
      env,
    );

  it(
    'when there is no Maven',
    async () => {
      const run = fetch({ PATH: pathWithout(make(), ['mvn']) });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('there is no "mvn" on the PATH.\n  → Install Maven');
    },
    patience,
  );

  it(
    'when there is no network',
    async () => {
      const home = make();
      mkdirSync(join(home, '.m2'));
      writeFileSync(
        join(home, '.m2/settings.xml'),
        '<settings><mirrors><mirror><id>nowhere</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:1/</url></mirror></mirrors></settings>',
      );
      const run = fetch({ MAVEN_OPTS: `-Duser.home=${home}` });
      expect(await run.ended).toBe(1);
      expect(run.said()).toContain('Maven could not fetch Kafka');
      expect(run.said()).toContain('→ Check the network');
    },
    patience,
  );
});
