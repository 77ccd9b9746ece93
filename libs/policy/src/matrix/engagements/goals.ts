import { type Matrix } from '../../define.ts';

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsMatrix: Matrix = {};
