/**
 * Whole numbers modulo a prime, kept as 0 … p − 1. The prime is the largest below 2²⁶, so that a product stays exact in a
 * double. What is found modulo a prime is checked in whole numbers where it matters: see relation.ts.
 */
export const PRIME = 67_108_859;

const INVERSE = 1 / PRIME;

/** The residue of a whole number from 0 to 2⁵³. */
export const residue = (number: number): number => {
  const rest = number - Math.floor(number * INVERSE) * PRIME;
  // The quotient may be off by one, as it was rounded.
  if (rest < 0) return rest + PRIME;
  return rest >= PRIME ? rest - PRIME : rest;
};

/** a · b modulo the prime. */
export const times = (a: number, b: number): number => residue(a * b);

/** The number that gives 1 when it is multiplied with `a`, by the extended algorithm of Euclid; `a` is not 0. */
export const inverse = (a: number): number => {
  let [low, high] = [a, PRIME];
  let [x, y] = [1, 0];
  while (low !== 0) {
    const quotient = Math.floor(high / low);
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return y < 0 ? y + PRIME : y;
};

/** The residue as a whole number between −p/2 and p/2. */
export const centred = (a: number): number => (a > PRIME / 2 ? a - PRIME : a);
