/** The agreement whole: terms, parties, amendments, how sessions are cancelled, handing over. */
export const agreementEvents = [] as const;
