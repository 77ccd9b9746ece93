import { type Matrix } from '../../define.ts';

/** Programs at scale: plans, coach pools, budgets, invitations, matching. */
export const programsMatrix: Matrix = {};
