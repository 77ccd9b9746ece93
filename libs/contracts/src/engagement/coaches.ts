/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coachesEvents = [] as const;
