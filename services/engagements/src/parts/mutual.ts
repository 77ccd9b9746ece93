import { type Part } from './part.ts';

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutual: Part = { rejections: {} };
