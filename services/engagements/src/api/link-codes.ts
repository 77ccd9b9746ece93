import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

const parts = z.tuple([z.literal('link'), z.uuid(), z.uuid(), z.string().length(43)]);
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** What a code says, and what is kept of it. */
export interface LinkCode {
  readonly enterpriseId: string;
  readonly linkId: string;
  readonly codeHash: string;
  /** Stands for the practice that used the code. Without the code nobody can tell which practice that is. */
  readonly markFor: (practiceId: string) => string;
}

const read = (enterpriseId: string, linkId: string, secret: string): LinkCode => ({
  enterpriseId,
  linkId,
  codeHash: hashOf(secret),
  markFor: (practiceId) => hashOf(`${secret}.${practiceId}`),
});

/** A new code of 256 bits, as the coach gets it once. */
export const newLinkCode = (enterpriseId: string, linkId: string): LinkCode & { readonly code: string } => {
  const secret = randomBytes(32).toString('base64url');
  return { ...read(enterpriseId, linkId, secret), code: ['link', enterpriseId, linkId, secret].join('.') };
};

/** Undefined for what is no code. */
export const readLinkCode = (code: string): LinkCode | undefined => {
  const { data } = parts.safeParse(code.split('.'));
  return data && read(data[1].toLowerCase(), data[2].toLowerCase(), data[3]);
};
