/** The attacks, each a way from published figures to the figure of a few people. */
export type Attack =
  'DIFFERENCING' | 'SIBLING_SUBTRACTION' | 'ROLL_UP' | 'TWO_PERIODS' | 'TWO_ROLES' | 'SPAN' | 'INTERVAL';

/** A published cell, and how many times its count is added (below zero: subtracted) over the claim's `divisor`. */
export interface Term {
  readonly cell: number;
  readonly times: bigint;
}

/** What an attacker says to have found: a sum of published counts that is the count of a few people. */
export interface Claim {
  readonly attack: Attack;
  readonly terms: readonly Term[];
  /** The sum of the terms is divided by this; above zero. */
  readonly divisor: bigint;
  /** The number of people that the attacker believes to have singled out. */
  readonly count: number;
}

/** A claim that the true people bear out: exactly these people are singled out. */
export interface Hit {
  readonly claim: Claim;
  readonly people: readonly number[];
}

/**
 * Scores a claim with the truth, which no attacker has: adds up the people of its terms, and gives back the group when
 * every person in the sum counts exactly once and the group has 1 … k − 1 people. Undefined for a claim that is a
 * coincidence: for example two periods whose counts differ by one although nobody left but two others joined.
 * Linear in the people of the terms. Throws a RangeError for a cell that is not there.
 */
export const scored = (claim: Claim, cells: readonly Uint32Array[], k: number): Hit | undefined => {
  const times = new Map<number, bigint>();
  for (const term of claim.terms) {
    const people = cells[term.cell];
    if (!people) throw new RangeError(`There is no cell ${term.cell}.`);
    for (const person of people) times.set(person, (times.get(person) ?? 0n) + term.times);
  }
  const group: number[] = [];
  for (const [person, sum] of times) {
    if (sum === 0n) continue;
    if (sum !== claim.divisor) return undefined;
    group.push(person);
    if (group.length >= k) return undefined;
  }
  return group.length > 0 ? { claim, people: group.sort((a, b) => a - b) } : undefined;
};
