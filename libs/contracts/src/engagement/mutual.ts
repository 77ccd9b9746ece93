/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutualEvents = [] as const;
