import { type Matrix } from '../../define.ts';

/** Secure base, working model, family system, conditions, practices and abilities. */
export const practicesMatrix: Matrix = {};
