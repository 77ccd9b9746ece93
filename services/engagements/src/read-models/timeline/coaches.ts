import { type Lines } from './lines.ts';

/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coachesLines: Lines = {};
