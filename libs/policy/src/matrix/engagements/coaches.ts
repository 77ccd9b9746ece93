import { type Matrix } from '../../define.ts';

/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coachesMatrix: Matrix = {};
