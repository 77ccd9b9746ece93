// The jars of Apache Kafka, by Maven, once for each version of pom.xml.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { diskFull, isFull, isMissing, Problem } from './problem.ts';

const pom = join(import.meta.dirname, 'pom.xml');
const neededJava = 17; // Kafka 4 brokers run on nothing older

export interface Jars {
  /** Of the JVM's class-data archive, which halves the broker's start. */
  readonly archive: string;
  readonly classPath: string;
}

const ownBroker = 'or give a broker of your own: KAFKA_BROKERS=host:9092 npm start';

/** Throws a message that helps unless a Java that Kafka can run on is there. */
export const checkJava = (): void => {
  const { error, stderr, stdout } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (isMissing(error))
    throw new Problem(
      'Kafka needs Java, and there is no "java" on the PATH.',
      `Install Java ${neededJava} or newer (Debian: apt install openjdk-17-jre-headless), ${ownBroker}`,
    );
  const version = /version "(?:1\.)?(\d+)/.exec(`${stderr}${stdout}`)?.[1];
  if (version !== undefined && Number(version) < neededJava)
    throw new Problem(
      `Kafka needs Java ${neededJava} or newer; "java" on the PATH is Java ${version}.`,
      `Install a newer one, or put it first in the PATH, ${ownBroker}`,
    );
};

const download = (target: string) => {
  const goal = ['-B', '-q', '-ntp', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
  try {
    execFileSync('mvn', [...goal, `-DoutputDirectory=${target}/libs`], { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    if (isMissing(error))
      throw new Problem(
        'Kafka is brought by Maven, and there is no "mvn" on the PATH.',
        `Install Maven (Debian: apt install maven), ${ownBroker}`,
      );
    if (isFull(error)) throw diskFull(target);
    const { stdout = '', stderr = '' } = error as { stdout?: unknown; stderr?: unknown };
    const reasons = `${String(stdout)}${String(stderr)}`.split('\n').filter((line) => line.includes('ERROR'));
    if (isFull(new Error(reasons.join('\n')))) throw diskFull(target);
    throw new Problem(
      `Maven could not fetch Kafka:\n${reasons.slice(0, 3).join('\n')}`,
      `Check the network (and Maven's mirror or proxy in ~/.m2/settings.xml) and start again, ${ownBroker}`,
    );
  }
};

export const jars = (cache: string): Jars => {
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = join(cache, `kafka-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const partial = `${folder}.${process.pid}`;
    download(partial);
    try {
      renameSync(partial, folder);
    } catch {
      rmSync(partial, { recursive: true, force: true }); // somebody else was quicker
    }
  }
  const libs = join(folder, 'libs');
  // Listed and sorted: the class archive is refused unless the class path is the same each time.
  const classPath = readdirSync(libs)
    .sort()
    .map((jar) => join(libs, jar))
    .join(':');
  return { archive: join(folder, 'classes.jsa'), classPath };
};
