/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsEvents = [] as const;
