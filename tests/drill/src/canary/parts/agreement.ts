import { type CanaryPart } from './part.ts';

/** The agreement whole: terms, parties, amendments, how sessions are cancelled, handing over. */
export const agreement: CanaryPart = { tell: () => Promise.resolve(), expectations: {} };
