import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import * as library from './index.ts';
import { type Cell, figureOf, policyOf, release } from './index.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

it('names everything that the library exports', () => {
  for (const name of Object.keys(library)) expect(readme).toContain(`\`${name}`);
});

it('shows what the library gives', () => {
  const people = (first: number, until: number) =>
    Uint32Array.from({ length: until - first }, (_, at) => first + at);
  const cell = (key: Record<string, string>, period: string, of: Uint32Array): Cell => ({
    ...{ cube: 'sessions/1', role: 'HR', key, period },
    people: of,
  });
  const first = release(
    [
      cell({}, '2026-Q1', people(0, 23)),
      cell({ team: 'a' }, '2026-Q1', people(0, 10)),
      cell({ team: 'b' }, '2026-Q1', people(10, 20)),
      cell({ team: 'c' }, '2026-Q1', people(20, 23)),
    ],
    [],
    policyOf(),
  );
  const figures = first.published
    .map(figureOf)
    .map(({ key, state, count }) => [key['team'] ?? 'all', state, count]);
  expect(readme).toContain(`// ${JSON.stringify(figures).replaceAll('"', "'").replaceAll(',', ', ')}`);
  const second = release([cell({}, '2026-Q2', people(1, 23))], [first.published], policyOf());
  expect(readme).toContain(`// ['${second.published.map(({ state }) => state).join()}']`);
});
