/** Programs at scale: plans, coach pools, budgets, invitations, matching. */
export const programsEvents = [] as const;
