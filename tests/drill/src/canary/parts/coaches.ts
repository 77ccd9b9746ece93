import { type CanaryPart } from './part.ts';

/** The coach’s own work: credentials, hours, supervision, mentor coaching. */
export const coaches: CanaryPart = { tell: () => Promise.resolve(), expectations: {} };
