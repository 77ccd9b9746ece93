// Whether the events that were written before can still be read as their schemas say.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateSchemaCompatibility } from 'json-schema-diff-validator';

const git = (root: string, ...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** Where the change began: where the branch left main, or, on main, the commit before. */
const baseOf = (root: string): string | undefined => {
  try {
    const fork = git(root, 'merge-base', 'HEAD', 'main');
    return fork === git(root, 'rev-parse', 'HEAD') ? git(root, 'rev-parse', 'HEAD~1') : fork;
  } catch {
    return undefined; // no history
  }
};

const before = (root: string, base: string, path: string): object | undefined => {
  try {
    return JSON.parse(git(root, 'show', `${base}:${path}`)) as object;
  } catch {
    return undefined; // new
  }
};

/** Descriptions may change; what validates may only grow. */
const shape = (schema: object): object =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === 'description' ? undefined : value)),
  ) as object;

/** What changed in a way that breaks readers: schema files that are gone or narrower than at the base. */
export const brokenSchemas = (root: string): string[] => {
  const base = baseOf(root);
  if (base === undefined) return [];
  const pattern = 'libs/contracts/schemas';
  const now = new Set(globSync(`${pattern}/**/*.json`, { cwd: root }));
  const then = git(root, 'ls-tree', '-r', '--name-only', base, pattern).split('\n').filter(Boolean);
  return then.flatMap((path) => {
    if (!now.has(path)) return [`${path} is gone: events of that version stay in the log for ever.`];
    const old = before(root, base, path);
    if (!old) return [];
    try {
      const current = JSON.parse(readFileSync(join(root, path), 'utf8')) as object;
      validateSchemaCompatibility(shape(old), shape(current), {
        allowNewEnumValue: true,
        allowNewOneOf: true,
        allowReorder: true,
      });
      return [];
    } catch {
      return [
        `${path} breaks its readers. → Leave it as it was, and add a new schema version with an upcaster.`,
      ];
    }
  });
};
