import { type CanaryPart } from './part.ts';

/** Secure base, working model, family system, conditions, practices and abilities. */
export const practices: CanaryPart = { tell: () => Promise.resolve(), expectations: {} };
