import { type Part } from './part.ts';

/** Secure base, working model, family system, conditions, practices and abilities. */
export const practices: Part = { rejections: {} };
