// Compiles the TypeScript of the package in the current folder: src/**/*.ts → dist/**/*.js. Declarations are written when it is packed.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Options, transformFile } from '@swc/core';

const settings = JSON.parse(readFileSync(join(import.meta.dirname, '..', '.swcrc'), 'utf8')) as Options & {
  $schema?: string;
};
delete settings.$schema;
const options: Options = { ...settings, swcrc: false };
Object.assign((options.jsc ??= {}), { rewriteRelativeImportExtensions: true });

const sources = existsSync('src') ? globSync('src/**/*.ts').filter((file) => !file.endsWith('.spec.ts')) : [];
const targetOf = (source: string) => source.replace(/^src/, 'dist').replace(/\.ts$/, '.js');

const compile = async (source: string) => {
  const target = targetOf(source);
  const { code, map } = await transformFile(source, { ...options, sourceFileName: basename(source) });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  if (map) writeFileSync(`${target}.map`, map);
};
await Promise.all(sources.map(compile));

// What no longer has a source goes last, so that a process that reads dist/ never finds it empty.
const wanted = new Set(
  sources.map(targetOf).flatMap((file) => [file, `${file}.map`, file.replace(/\.js$/, '.d.ts')]),
);
for (const file of globSync('dist/**/*.{js,map,d.ts}')) if (!wanted.has(file)) rmSync(file);
