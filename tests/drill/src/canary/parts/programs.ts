import { type CanaryPart } from './part.ts';

/** Programs at scale: plans, coach pools, budgets, invitations, matching. */
export const programs: CanaryPart = { tell: () => Promise.resolve(), expectations: {} };
