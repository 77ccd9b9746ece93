// Writes every generated file; with --check it only says which are out of date.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build-all.ts';

const root = join(import.meta.dirname, '..');
const checking = process.argv.includes('--check');
await build();
// Not before: on a fresh clone the libraries that it reads are only built now.
const { generatedFiles } = await import('./generate/files.ts');

const files = await generatedFiles();
const current = (path: string) =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
const stale = [...files].filter(([path, content]) => current(path) !== content).map(([path]) => path);
// The schema of an event's older version stays: it is what old events follow.
const orphans = globSync('services/*/schema.{graphql,sql}', { cwd: root }).filter((path) => !files.has(path));

if (checking) {
  for (const path of [...stale, ...orphans]) console.error(`${path} is out of date. → npm run generate`);
  process.exitCode = stale.length + orphans.length === 0 ? 0 : 1;
} else {
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path) ?? '');
    console.log(path);
  }
  for (const path of orphans) rmSync(join(root, path));
}
