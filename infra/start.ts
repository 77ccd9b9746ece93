// npm start: the whole platform on this machine, until Ctrl-C. --fresh throws its data away first.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  demoPerson,
  diskFull,
  isFree,
  isFull,
  Problem,
  removePostgres,
  type Role,
  sign,
} from '@securebase/embedded';
import { Command } from 'commander';
import { build } from './build-all.ts';
import { usualPort } from './identity/start.ts';
import { tryLock } from './launcher/lock.mjs';
import { noteAddresses } from './platform/running.ts';
import { step } from './progress.ts';
import { tellStory } from './story/index.ts';

const root = join(import.meta.dirname, '..');

const example = `{
  engagements(first: 3) {
    edges { node { kind status client { name } assessments { edges { node { occasion status } } } systemMaps { name metrics { density reciprocity } } } }
  }
}`;

const options = new Command('start')
  .description('Runs the whole platform on this machine until Ctrl-C. Data stay in .local/.')
  .option('--fresh', 'throws the data of earlier runs away first')
  .option('--port <port>', 'of the gateway', process.env['PORT'] ?? '4000')
  .option(
    '--identity-port <port>',
    'of the development identity provider',
    process.env['IDENTITY_PORT'] ?? String(usualPort),
  )
  .option('--data <folder>', 'where data, keys and logs are kept', join(root, '.local'))
  .parse(['node', 'start', ...process.argv.slice(2)])
  .opts<{ fresh?: true; port: string; identityPort: string; data: string }>();
const local = resolve(options.data);

const portOf = async (text: string, variable: string): Promise<number> => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`"${text}" is no port.`, `Give a number from 1 to 65535: ${variable}=4001 npm start`);
  if (!(await isFree(port)))
    throw new Problem(
      `Port ${port} is in use by another program.`,
      `Stop that program, or take another port: ${variable}=${port === 65_535 ? 4001 : port + 1} npm start`,
    );
  return port;
};

const databaseUrlOf = (text: string | undefined): string | undefined => {
  if (!text) return undefined;
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return text;
  throw new Problem(
    'DATABASE_URL is no address of a Postgres.',
    'Write it as postgres://user:password@host:5432/database, or leave it away for an embedded one.',
  );
};

const main = async () => {
  mkdirSync(local, { recursive: true });
  const lock = tryLock(join(local, 'start.lock'));
  if (lock.owner !== undefined)
    throw new Problem(
      `The platform is running already, as process ${lock.owner}.`,
      `Use that one, or stop it first with Ctrl-C in its terminal (or: kill ${lock.owner}).`,
    );
  try {
    const gatewayPort = await portOf(options.port, 'PORT');
    const identityPort = await portOf(options.identityPort, 'IDENTITY_PORT');
    const databaseUrl = databaseUrlOf(process.env['DATABASE_URL']);
    if (options.fresh) {
      removePostgres(join(local, 'postgres'));
      for (const each of ['postgres', 'kafka', 'logs', 'mails', 'story-told', 'passwords.json'])
        rmSync(join(local, each), { recursive: true, force: true });
    }
    await step('Building', build);
    // Not before: on a fresh clone the libraries that it stands on are only built now.
    const { mailFolderIn, startPlatform } = await import('./platform/index.ts');
    const brokers = process.env['KAFKA_BROKERS'] || undefined;
    const platform = await startPlatform({
      folder: local,
      gatewayPort,
      identityPort,
      databaseUrl,
      brokers,
      step,
    });
    const { url, adminUrl, brokers: at, passwords } = platform;
    const forget = noteAddresses(local, { url, adminUrl, brokers: at, passwords });
    const ended = new Promise<void>((end) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end());
    });
    try {
      const tokenFor = (role: Role, reference: string) =>
        sign(platform.keys, { roles: [role], subject: demoPerson(reference) });
      const told = join(local, 'story-told');
      if (!existsSync(told)) {
        await step('Telling the demo story', () => tellStory({ url: platform.url, tokenFor }));
        writeFileSync(told, `${new Date().toISOString()}\n`);
      }
      console.log(`
Securebase is ready: ${platform.url}
  Query page: open it in a browser. A token to paste there: npm run --silent token -- --as coach
  Example:    npm run --silent cli -- query --as coach '${example.replaceAll(/\s+/g, ' ')}'
  Mails:      are not sent; they are in ${mailFolderIn(local)}
  Stop:       Ctrl-C (data stay in .local/; npm start -- --fresh begins anew)
`);
      await ended;
      console.log('Stopping…');
    } finally {
      forget();
      await platform.stop();
    }
  } finally {
    lock.release();
  }
};

try {
  await main();
  process.exit(0);
} catch (error) {
  const full = isFull(error) ? diskFull(local) : undefined;
  if (full ?? error instanceof Problem) console.error((full ?? (error as Problem)).message);
  else console.error(error);
  process.exit(1);
}
