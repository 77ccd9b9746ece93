import { type Lines } from './lines.ts';

/** Secure base, working model, family system, conditions, practices and abilities. */
export const practicesLines: Lines = {};
