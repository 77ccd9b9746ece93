import { type Matrix } from '../../define.ts';

/** What is mutual, energy, safe haven, maturing, notes and safety. */
export const mutualMatrix: Matrix = {};
