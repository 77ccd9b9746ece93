import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { brokenSchemas } from './event-schemas.ts';

const folder = 'libs/contracts/schemas/engagements';
const held = {
  type: 'object',
  description: 'They met.',
  properties: {
    sessionId: { type: 'string', format: 'uuid' },
    by: { type: 'string', enum: ['CLIENT', 'COACH'] },
  },
  required: ['sessionId'],
  additionalProperties: false,
};

let root: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Noor', '-c', 'user.email=noor@example.org', ...args], { cwd: root });
const write = (schema: object, version = 1) => {
  writeFileSync(join(root, folder, `SessionHeld.v${version}.json`), JSON.stringify(schema));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'securebase-schemas-'));
  git('init', '-q', '-b', 'main');
  mkdirSync(join(root, folder), { recursive: true });
  write(held);
  git('add', '.');
  git('commit', '-q', '-m', 'Before');
  git('commit', '-q', '--allow-empty', '-m', 'Meanwhile');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('A change of an event’s schema', () => {
  it.each([
    ['another description', { ...held, description: 'They met and talked.' }],
    [
      'a property that may be missing',
      { ...held, properties: { ...held.properties, note: { type: 'string' } } },
    ],
    [
      'one more value of an enumeration',
      {
        ...held,
        properties: { ...held.properties, by: { type: 'string', enum: ['CLIENT', 'COACH', 'SPONSOR'] } },
      },
    ],
  ])('may be %s', (_, schema) => {
    write(schema);
    expect(brokenSchemas(root)).toEqual([]);
  });

  it('may be another version beside the old one', () => {
    write({ ...held, required: ['sessionId', 'by'] }, 2);
    expect(brokenSchemas(root)).toEqual([]);
  });

  it.each([
    ['a property that must be there', { ...held, required: ['sessionId', 'by'] }],
    ['a property less', { ...held, properties: { sessionId: held.properties.sessionId } }],
    ['another type', { ...held, properties: { ...held.properties, sessionId: { type: 'integer' } } }],
    [
      'a value less of an enumeration',
      { ...held, properties: { ...held.properties, by: { type: 'string', enum: ['CLIENT'] } } },
    ],
  ])('breaks readers when it is %s', (_, schema) => {
    write(schema);
    expect(brokenSchemas(root)).toEqual([expect.stringContaining('SessionHeld.v1.json breaks its readers')]);
  });

  it('breaks readers when a version is gone', () => {
    rmSync(join(root, folder, 'SessionHeld.v1.json'));
    expect(brokenSchemas(root)).toEqual([expect.stringContaining('is gone')]);
  });
});
