import { type Part } from './part.ts';

/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coaches: Part = { rejections: {} };
