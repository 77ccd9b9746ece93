import { expect, it } from '@jest/globals';
import { type Catalogue, upcast } from './catalogue.ts';
import { UnknownEvent } from './errors.ts';

const catalogue: Catalogue = {
  Moved: {
    schemaVersion: 3,
    upcasters: {
      1: (data) => ({ ...(data as { to: string }), from: 'unknown' }),
      2: ({ from, to }: { from: string; to: string }) => ({ way: [from, to] }),
    } as Record<number, (data: unknown) => unknown>,
  },
  Gap: { schemaVersion: 2 },
};

it.each([
  [1, { to: 'b' }, { way: ['unknown', 'b'] }],
  [2, { from: 'a', to: 'b' }, { way: ['a', 'b'] }],
  [3, { way: ['a', 'b'] }, { way: ['a', 'b'] }],
])('reads version %s as the newest, one step after the other', (version, stored, expected) => {
  expect(upcast(catalogue, 'Moved', version, stored)).toEqual(expected);
});

it('leaves what was stored as it is', () => {
  const stored = Object.freeze({ to: 'b' });
  upcast(catalogue, 'Moved', 1, stored);
  expect(stored).toEqual({ to: 'b' });
});

it.each([
  ['a type that it does not know', 'Vanished', 1],
  ['a version of the future', 'Moved', 4],
  ['a version without a step', 'Gap', 1],
])('refuses %s', (_, type, version) => {
  expect(() => upcast(catalogue, type, version, {})).toThrow(UnknownEvent);
});
