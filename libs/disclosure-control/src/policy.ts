import { DisclosureError } from './disclosure-error.ts';

/** What a figure is about: use of the program, answers to questionnaires, or what people wrote. */
export type Kind = 'OPERATIONAL' | 'PSYCHOMETRIC' | 'FREE_TEXT';

/** The rules of a tenant. Made by {@link policyOf}, which lets none of them be weaker than the product's own. */
export interface Policy {
  /** The fewest distinct people behind a figure, by its kind. */
  readonly minimum: Readonly<Record<Kind, number>>;
  /** The fewest coaches, and the fewest teams, that contribute to a figure. */
  readonly contributors: number;
  /** The largest share of the people of a figure that one coach or one team may have, above 0 and at most 1. */
  readonly largestShare: number;
  /** Means are rounded to multiples of this, in the unit of the values. */
  readonly step: number;
  /** What auditing one release may cost, in multiplications. Beyond it more is withheld. */
  readonly budget: number;
}

/** The weakest rules that there are: 5 people, 8 for answers to questionnaires, 10 for what people wrote. */
export const weakest: Policy = {
  minimum: { OPERATIONAL: 5, PSYCHOMETRIC: 8, FREE_TEXT: 10 },
  contributors: 2,
  largestShare: 0.9,
  step: 0.1,
  budget: 2_000_000_000,
};

export interface Raised {
  readonly minimum?: Partial<Policy['minimum']>;
  readonly contributors?: number;
  readonly largestShare?: number;
  readonly step?: number;
  readonly budget?: number;
}

/**
 * The rules of a tenant: the weakest ones, some of them made stronger.
 * @throws DisclosureError BELOW_MINIMUM for a rule that is weaker, OUT_OF_RANGE for one that is none; with the parameter
 */
export const policyOf = (raised: Raised = {}): Policy => {
  const policy = { ...weakest, ...raised, minimum: { ...weakest.minimum, ...raised.minimum } };
  for (const kind of ['OPERATIONAL', 'PSYCHOMETRIC', 'FREE_TEXT'] as const)
    atLeast(policy.minimum[kind], weakest.minimum[kind], `minimum.${kind}`, Number.isSafeInteger);
  atLeast(policy.contributors, weakest.contributors, 'contributors', Number.isSafeInteger);
  atLeast(policy.step, weakest.step, 'step', Number.isFinite);
  atLeast(-policy.largestShare, -weakest.largestShare, 'largestShare', (share) => share < 0);
  if (!(policy.budget > 0)) throw new DisclosureError('OUT_OF_RANGE', { parameter: 'budget' });
  return policy;
};

const atLeast = (
  number: number,
  least: number,
  parameter: string,
  isOne: (number: number) => boolean,
): void => {
  if (!isOne(number)) throw new DisclosureError('OUT_OF_RANGE', { parameter });
  if (number < least) throw new DisclosureError('BELOW_MINIMUM', { parameter });
};
