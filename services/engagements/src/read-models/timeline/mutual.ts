import { type Lines } from './lines.ts';

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutualLines: Lines = {};
