import { type Grants, type Matrix, may } from '../../define.ts';

/** Whose it is, and of those who coach an engagement nobody else. */
const own: Grants = { COACH: 'COACH' };

/** What needs a coach, now and in the days to come. */
export const mattersMatrix: Matrix = {
  'Query.needsMe': may('COACH'),
  'Matter.*': own,
};
