/** Secure base, working model, family system, conditions, practices and abilities. */
export const practicesEvents = [] as const;
