// A real Kafka (KRaft, one node): the JVM as an ordinary child process.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { checkJava, jars } from './kafka-jars.ts';
import { type Server } from './postgres.ts';
import { diskFull, isFull, Problem } from './problem.ts';
import { daemon, freePort, reap, until } from './process.ts';

export interface Kafka extends Server {
  readonly brokers: string;
}

/** Of the broker, from pom.xml: a data folder may be opened by this version or a newer one. */
export const kafkaVersion =
  /<kafka\.version>(.*)<\/kafka\.version>/.exec(
    readFileSync(join(import.meta.dirname, 'pom.xml'), 'utf8'),
  )?.[1] ?? '';

const lean = [
  '-Xms64m',
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:MaxDirectMemorySize=128m',
  '-Xss512k',
];
const quiet = ['-Djava.awt.headless=true', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

const properties = (port: number, controller: number, data: string) => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'controller.quorum.voters': `1@127.0.0.1:${controller}`,
  'log.dirs': data,
  'auto.create.topics.enable': false,
  'default.replication.factor': 1,
  'min.insync.replicas': 1,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 4,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'num.network.threads': 2,
  'num.io.threads': 4,
  'background.threads': 2,
  'log.cleaner.dedupe.buffer.size': 16777216,
  'controller.quorum.election.timeout.ms': 100,
  'controller.quorum.fetch.timeout.ms': 200,
  'controller.quorum.election.backoff.max.ms': 50,
  'broker.heartbeat.interval.ms': 500,
  'broker.session.timeout.ms': 3000,
});

const newId = (): string => {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newId() : id;
};

/** Writes an empty data folder: beside its place first, so that half a folder is never taken for a whole one. */
const format = (classPath: string, folder: string, ports: readonly [number, number]) => {
  const data = join(folder, 'data');
  const partial = `${data}.${process.pid}`;
  const config = join(folder, 'format.properties');
  const tool = ['-cp', classPath, 'kafka.tools.StorageTool', 'format', '-t', newId(), '-c', config];
  try {
    writeFileSync(config, linesOf(properties(...ports, partial)));
    execFileSync('java', [...lean, ...tool], { stdio: ['ignore', 'ignore', 'pipe'] });
    renameSync(partial, data);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw isFull(error) ? diskFull(folder) : error;
  } finally {
    rmSync(config, { force: true });
  }
};

const linesOf = (settings: object) =>
  Object.entries(settings)
    .map((entry) => entry.join('='))
    .join('\n');

/** Jars and Java are looked for first: a machine that lacks them hears of it before anything is started. */
export const prepareKafka = (cache: string): ReturnType<typeof jars> => {
  checkJava();
  return jars(cache);
};

/** Starts a broker on its data folder, made when it does not exist. */
export const startKafka = async (options: {
  folder: string;
  cache: string;
  port?: number;
}): Promise<Kafka> => {
  const { folder, cache } = options;
  const { archive, classPath } = prepareKafka(cache);
  const config = join(folder, 'server.properties');
  const data = join(folder, 'data');
  const pidFile = join(folder, 'pid');
  mkdirSync(folder, { recursive: true });
  await reap(pidFile, config, 'SIGTERM');
  checkVersion(folder);
  const ports = [options.port ?? (await freePort()), await freePort()] as const;
  if (!existsSync(join(data, 'meta.properties'))) format(classPath, folder, ports);
  writeFileSync(join(folder, 'version'), kafkaVersion);
  writeFileSync(config, linesOf(properties(...ports, data)));
  const fresh = `${archive}.${process.pid}`;
  const classes = existsSync(archive)
    ? [`-XX:SharedArchiveFile=${archive}`]
    : [`-XX:ArchiveClassesAtExit=${fresh}`];
  const args = [...lean, ...quiet, ...classes, '-cp', classPath, 'kafka.Kafka', config];
  const broker = daemon('java', args, { pidFile, cwd: folder, log: join(folder, 'log'), ending: 'SIGTERM' });
  try {
    await until(() => answers(ports[0]), { alive: broker.alive, what: 'Kafka' });
  } catch (error) {
    await broker.stop('SIGKILL');
    const words = broker.lastWords();
    if (isFull(new Error(words))) throw diskFull(folder);
    throw new Error(`Kafka did not start:\n${words}`, { cause: error });
  }
  return {
    brokers: `127.0.0.1:${ports[0]}`,
    port: ports[0],
    pid: broker.pid,
    gone: broker.gone,
    async stop(signal = 'SIGTERM') {
      await broker.stop(signal);
      if (existsSync(fresh)) renameSync(fresh, archive);
      for (const name of readdirSync(dirname(archive)))
        // what brokers that were killed had begun
        if (/\.jsa\.\d+$/.test(name)) rmSync(join(dirname(archive), name), { force: true });
    },
  };
};

const checkVersion = (folder: string) => {
  const file = join(folder, 'version');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : kafkaVersion;
  if (found.split('.')[0] === kafkaVersion.split('.')[0]) return;
  throw new Problem(
    `The data in ${folder} belong to Kafka ${found}; this version of Securebase brings Kafka ${kafkaVersion}.`,
    'To keep them, go back to the version that made them. To begin anew: npm start -- --fresh',
  );
};

/** A Metadata request, version 8, for no topics. */
const metadataRequest = Buffer.from(
  '0000001600030008000000070005' + '70726f6265' + '00000000' + '000000',
  'hex',
);

/** Ready means a Metadata request is answered with at least one broker. */
const answers = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1000, () => done(false)).on('error', () => done(false));
    socket.on('connect', () => socket.write(metadataRequest));
    let reply = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      reply = Buffer.concat([reply, chunk]);
      if (reply.length >= 16 && reply.length >= 4 + reply.readInt32BE(0)) done(reply.readInt32BE(12) > 0);
    });
  });

/** Throws a message that helps unless one of the given brokers answers. */
export const reachKafka = async (brokers: string): Promise<void> => {
  const ask = (broker: string) => {
    const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(broker.trim()) ?? [];
    return host === '' ? Promise.resolve(false) : answers(Number(port), host);
  };
  const replies = await Promise.all(brokers.split(',').map(ask));
  if (replies.includes(true)) return;
  throw new Problem(
    `Kafka at ${brokers} did not answer.`,
    'Check KAFKA_BROKERS (host:port, or several with commas): does the broker run, without TLS? Or leave it away for an embedded one.',
  );
};
