import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

interface Case {
  readonly what: string;
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly rule: string;
}

const domain = { folder: 'services/engagements', file: 'src/domain/program.ts' };
const service = { folder: 'services/engagements', file: 'src/service.ts' };
const maths = { folder: 'libs/psychometrics', file: 'src/alpha.ts' };
const boundaries = '@nx/enforce-module-boundaries';
const show = (name: string) => `export const shown: unknown = ${name};\n`;

const cases: readonly Case[] = [
  {
    ...domain,
    what: 'a domain that imports Nest',
    text: `import { Injectable } from '@nestjs/common';\n${show('Injectable')}`,
    rule: 'no-restricted-imports',
  },
  {
    ...domain,
    what: 'a domain that imports its own read models',
    text: `import { ProgramView } from '../read-models/program-view.ts';\n${show('ProgramView')}`,
    rule: 'no-restricted-imports',
  },
  {
    ...domain,
    what: 'a domain that imports Node',
    text: `import { randomUUID } from 'node:crypto';\n${show('randomUUID')}`,
    rule: 'no-restricted-imports',
  },
  {
    ...domain,
    what: 'a domain that looks at the clock',
    text: show('Date.now()'),
    rule: 'no-restricted-syntax',
  },
  { ...domain, what: 'a domain that asks for today', text: show('new Date()'), rule: 'no-restricted-syntax' },
  { ...domain, what: 'a domain that throws dice', text: show('Math.random()'), rule: 'no-restricted-syntax' },
  {
    ...domain,
    what: 'a domain that calls somebody',
    text: show("fetch('http://localhost')"),
    rule: 'no-restricted-globals',
  },
  {
    ...service,
    what: 'a service that imports another service',
    text: `import { definition } from '@securebase/assessments';\n${show('definition')}`,
    rule: boundaries,
  },
  {
    ...service,
    what: "a service that reaches into another service's folder",
    text: `import { definition } from '../../assessments/src/service.ts';\n${show('definition')}`,
    rule: boundaries,
  },
  {
    ...service,
    what: 'a service that imports tools for tests',
    text: `import { eventually } from '@securebase/testing';\n${show('eventually')}`,
    rule: 'no-restricted-imports',
  },
  {
    ...service,
    what: 'a service that reads the environment outside config.ts',
    text: show("process.env['PORT']"),
    rule: 'no-restricted-syntax',
  },
  {
    ...maths,
    what: 'mathematics that import the platform',
    text: `import { runService } from '@securebase/service-kit';\n${show('runService')}`,
    rule: boundaries,
  },
  {
    ...maths,
    what: 'mathematics that import a package',
    text: `import pg from 'pg';\n${show('pg')}`,
    rule: boundaries,
  },
  {
    folder: 'libs/domain-kit',
    file: 'src/decider.ts',
    what: 'a domain kit that imports a framework',
    text: `import { Entity } from 'typeorm';\n${show('Entity')}`,
    rule: boundaries,
  },
  {
    folder: 'libs/event-sourcing',
    file: 'src/index.ts',
    what: 'a platform that knows the events of a service',
    text: `import { contracts } from '@securebase/contracts';\n${show('contracts')}`,
    rule: boundaries,
  },
  {
    ...maths,
    what: 'any',
    text: 'export const shown = (all: any): number => Number(all);\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    ...maths,
    what: 'a promise that nobody waits for',
    text: 'export const shown = (): void => {\n  Promise.resolve(1);\n};\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    ...maths,
    what: 'a value that is only said to exist',
    text: 'export const shown = (all: readonly number[]): number => all[0]!;\n',
    rule: '@typescript-eslint/no-non-null-assertion',
  },
  { ...maths, what: 'an enum', text: 'export enum Shown {\n  One,\n}\n', rule: 'no-restricted-syntax' },
  { ...maths, what: 'a default export', text: 'export default 1;\n', rule: 'no-restricted-syntax' },
  { ...maths, what: 'a file of 301 lines', text: show('1').repeat(301), rule: 'max-lines' },
  {
    folder: 'infra',
    file: 'start.ts',
    what: 'any in infra',
    text: 'export const shown = (all: any): number => Number(all);\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    folder: 'infra',
    file: 'launcher/lock.mjs',
    what: 'a promise that nobody waits for in the launcher',
    text: 'export const shown = () => {\n  Promise.resolve(1);\n};\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
];
/** Would be wrong for nobody: what is refused above is refused for what it says, not for where it stands. */
const fine = [domain, service, maths].map((place) => ({ ...place, text: show('1') }));

const lint = (texts: readonly { folder: string; file: string; text: string }[]) =>
  new Promise<string[][]>((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'lint-texts.ts')],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        // Without the graph of projects Nx's rule is left out with a warning, and everything seems well.
        if (stderr.includes('will be skipped')) reject(new Error(stderr));
        else if (error) reject(new Error(stderr, { cause: error }));
        else resolve(JSON.parse(stdout) as string[][]);
      },
    );
    child.stdin?.end(JSON.stringify(texts));
  });

describe('Lint', () => {
  let found: string[][] = [];
  beforeAll(async () => {
    found = await lint([...cases, ...fine]);
  }, 300_000);

  it.each(cases.map((each, index) => [each.what, each.rule, index] as const))(
    'refuses %s',
    (_, rule, index) => {
      expect(found[index]).toContain(rule);
    },
  );

  it('has nothing against what is right', () => {
    expect(found.slice(cases.length)).toEqual(fine.map(() => []));
  });
});
