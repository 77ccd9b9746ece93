import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import * as formats from './formats/index.ts';
import * as library from './index.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

it('names everything that the library exports', () => {
  for (const name of Object.keys(library)) expect(readme).toContain(`\`${name}\``);
  for (const name of Object.keys(formats).filter((name) => /^(read|write)/.test(name)))
    expect(readme).toContain(`\`${name}\``);
});

/** Runs the example of the README; every line with a comment is a call and what it gives. */
it('gives what the README says', () => {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const setup = example.slice(0, example.indexOf('});') + 3);
  const calls = [...example.matchAll(/^(\w+\(graph.*?\)); \/\/ (.*)$/gm)];
  expect(calls.length).toBeGreaterThan(5);
  for (const [, call = '', gives = ''] of calls) {
    const code = `${setup} [${call}, ${gives}];`;
    const [found, said] = runInNewContext(code, { ...library, Float64Array }) as [unknown, unknown];
    expect(found).toEqual(said);
  }
});
