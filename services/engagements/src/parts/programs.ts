import { type Part } from './part.ts';

/** Programs at scale: plans, coach pools, budgets, invitations, matching. */
export const programs: Part = { rejections: {} };
