import { expect, it } from '@jest/globals';
import { isSame } from './same.ts';

it.each([
  [true, { a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }],
  [true, { a: 1 }, { a: 1, b: undefined }],
  [true, [], []],
  [true, 'a', 'a'],
  [false, { a: 1 }, { a: 2 }],
  [false, { a: 1 }, { a: 1, b: 1 }],
  [false, [1, 2], [2, 1]],
  [false, [1], [1, 2]],
  [false, [], {}],
  [false, null, {}],
  [false, '1', 1],
])('says %s of %j and %j', (expected, one, other) => {
  expect(isSame(one, other)).toBe(expected);
  expect(isSame(other, one)).toBe(expected);
});
