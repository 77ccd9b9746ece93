// What people type, run against the platform of a test.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Running } from './platform.ts';

export const root = join(import.meta.dirname, '../../..');

export interface Typed {
  readonly status: number | null;
  readonly out: string;
  readonly problems: string;
}

const run = (program: string, args: readonly string[], input = ''): Promise<Typed> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root });
    const texts = { out: '', problems: '' };
    child.stdout.on('data', (piece: Buffer) => (texts.out += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (texts.problems += piece.toString()));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...texts }));
    child.stdin.end(input);
  });

const where = ({ platform, folder }: Running) => ['--url', platform.url, '--data', folder];
const main = join(root, 'infra/cli/main.ts');

/** `npm run cli -- …` */
export const cli = (running: Running | undefined, ...args: readonly string[]): Promise<Typed> =>
  run(process.execPath, [main, ...args, ...(running ? where(running) : [])]);

/** A script of a document, in which `npm run --silent cli --` asks the test's platform. */
export const shell = (running: Running, script: string): Promise<Typed> => {
  const words = (all: readonly string[]) => all.map((word) => `'${word}'`).join(' ');
  const npm = `npm() { shift 4; ${words([process.execPath, main])} "$@" ${words(where(running))}; }`;
  return run('sh', ['-eu'], `${npm}\n${script}`);
};
