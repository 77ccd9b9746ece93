import { type Lines } from './lines.ts';

/** The agreement whole: terms, parties, amendments, how sessions are cancelled, handing over. */
export const agreementLines: Lines = {};
