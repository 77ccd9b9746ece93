import { createHash, createSecretKey, hkdfSync } from 'node:crypto';
import { decrypt, encrypt, keyLength } from './cipher.ts';

/** What wraps tenants' keys and is in no database: here, or in a key service that somebody else may hold. */
export interface MasterKey {
  /** Stands beside what it has wrapped. */
  readonly id: string;
  /** @param context what is wrapped; unwrapping asks for the same */
  wrap(plain: Uint8Array, context: Readonly<Record<string, string>>): Promise<Uint8Array>;
  /** @throws SealBroken when it was wrapped by another key or for another context */
  unwrap(wrapped: Uint8Array, context: Readonly<Record<string, string>>): Promise<Uint8Array>;
}

const placeOf = (context: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * A master key in the memory of the process.
 * @param secret 32 bytes at random, in base64url
 */
export const localMasterKey = (secret: string): MasterKey => {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length !== keyLength) throw new Error(`A master key has ${keyLength} bytes, in base64url.`);
  const own = Buffer.from(hkdfSync('sha256', bytes, '', 'securebase master key', keyLength));
  const key = createSecretKey(own);
  return {
    id: `local:${createHash('sha256').update(own).digest('base64url').slice(0, 16)}`,
    wrap: (plain, context) => Promise.resolve(encrypt(key, placeOf(context), plain)),
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection, as the port says
    unwrap: async (wrapped, context) => decrypt(key, placeOf(context), wrapped),
  };
};
