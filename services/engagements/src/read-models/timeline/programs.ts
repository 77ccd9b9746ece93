import { type Lines } from './lines.ts';

/** Programs at scale: plans, coach pools, budgets, invitations, matching. */
export const programsLines: Lines = {};
