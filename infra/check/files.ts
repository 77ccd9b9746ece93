// Rules about files as such.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const most = 300;
const generated =
  /(^|\/)(package-lock\.json|schema\.(sql|graphql)|supergraph\.graphql)$|^docs\/reference\/|^examples\/.*\.(csv|json)$|\/schemas\/|\/test\/.*\.(csv|json|gexf|graphml|node-link)$/;

/** Files in the repository that are too long to be read at once. */
export const longFiles = (root: string): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => path !== '' && !generated.test(path) && existsSync(join(root, path)))
    .flatMap((path) => {
      const lines = readFileSync(join(root, path), 'utf8').split('\n').length - 1;
      return lines > most ? [`${path} has ${lines} lines; ${most} are allowed.`] : [];
    });
