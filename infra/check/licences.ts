// Whether everything that is installed may be used: permissive licences only.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0', // Boost; the Business Source License is BUSL
  'CC0-1.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Measured against, by the benchmark alone, and no part of the product; their packages name no licence. */
const onlyMeasured = /^@event-driven-io\//;

interface Manifest {
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

const named = ({ license, licenses }: Manifest): string =>
  typeof license === 'string'
    ? license
    : (license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none');

/** `(MIT OR GPL-3.0)` may be used under MIT; `MIT AND GPL-3.0` may not. */
const isPermissive = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((each) => permissive.has(each.trim())));

/** The packages of the lock file whose licence is not permissive, with the licence. */
export const badLicences = (root: string): string[] => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { link?: boolean; license?: string }>;
  };
  return Object.entries(packages).flatMap(([path, { link, license }]) => {
    const name = path.replace(/^.*node_modules\//, '');
    if (!path.includes('node_modules/') || link || onlyMeasured.test(name)) return [];
    const file = join(root, path, 'package.json');
    const found = existsSync(file)
      ? named(JSON.parse(readFileSync(file, 'utf8')) as Manifest)
      : (license ?? 'none');
    return isPermissive(found) ? [] : [`${name}: ${found}`];
  });
};
