import { expect } from '@jest/globals';

/** That two lists of numbers (or nulls, at the same places) differ by no more than a tolerance. */
export const expectClose = (
  found: ArrayLike<number | null>,
  expected: ArrayLike<number | null>,
  tolerance = 1e-9,
): void => {
  expect(found.length).toBe(expected.length);
  const far = Array.from(found, (value, at) => {
    const other = expected[at] ?? null;
    return value === null || other === null ? (value === other ? 0 : Infinity) : Math.abs(value - other);
  });
  expect(Math.max(0, ...far)).toBeLessThanOrEqual(tolerance);
};

/** An outcome that has a value. */
export const got = <Found extends { readonly computed: boolean }>(
  outcome: Found,
): Extract<Found, { readonly computed: true }> => {
  const has = (one: Found): one is Extract<Found, { readonly computed: true }> => one.computed;
  if (!has(outcome)) throw new Error(`There is no value: ${JSON.stringify(outcome)}`);
  return outcome;
};
