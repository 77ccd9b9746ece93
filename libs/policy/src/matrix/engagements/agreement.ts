import { type Matrix } from '../../define.ts';

/** The agreement whole: terms, parties, amendments, how sessions are cancelled, handing over. */
export const agreementMatrix: Matrix = {};
