// The documents name each other: what they name is there.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from './starting.ts';

const documents = globSync('**/*.md', {
  cwd: root,
  exclude: (path) => /(^|[/])(node_modules|dist|\.[^/]*)$/.test(path),
});

/** What a document links to within the repository, with the words of each link. */
const linksIn = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/\[([^\]]*)\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, words = '', to = '']) => ({ words, to }))
    .filter(({ to }) => !/^[a-z]+:/.test(to));

describe('The documents', () => {
  it('link to what is there', () => {
    const broken = documents.flatMap((file) =>
      linksIn(file)
        .filter(({ to }) => !existsSync(join(root, dirname(file), to)))
        .map(({ to }) => `${file} → ${to}`),
    );
    expect(documents.length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it('call each decision by its number', () => {
    const wrong = documents.flatMap((file) =>
      linksIn(file)
        .filter(({ words, to }) => {
          const said = /^ADR (\d+)$/.exec(words)?.[1];
          return said !== undefined && !`/${to}`.includes(`/${said.padStart(4, '0')}-`);
        })
        .map(({ words, to }) => `${file}: ${words} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });
});
