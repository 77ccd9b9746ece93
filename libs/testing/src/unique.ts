import { randomBytes } from 'node:crypto';

/** A name that no other test uses, for topics, consumer groups and the like on shared servers. */
export const unique = (name: string): string => `${name}-${randomBytes(6).toString('hex')}`;
