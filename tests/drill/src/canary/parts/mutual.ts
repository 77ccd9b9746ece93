import { type CanaryPart } from './part.ts';

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutual: CanaryPart = { tell: () => Promise.resolve(), expectations: {} };
