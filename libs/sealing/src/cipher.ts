import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

/** Length of every key of the platform, in bytes. */
export const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/** A value does not open with this key for this place: it was changed, or belongs elsewhere. */
export class SealBroken extends Error {
  readonly code = 'SEAL_BROKEN';
  constructor() {
    super('A sealed value was changed, or stands where it does not belong.');
  }
}

/** Random bytes for the next nonces, many at a time: asking the generator for a few costs more than encrypting a name. */
const nonces = Buffer.alloc(256 * nonceLength);
let used = nonces.length;
const nextNonce = (): Buffer => {
  if (used === nonces.length) {
    randomFillSync(nonces);
    used = 0;
  }
  return nonces.subarray(used, (used += nonceLength));
};

/**
 * AES-256-GCM: nonce (12 bytes, at random), ciphertext, tag (16 bytes).
 * @param key of 32 bytes; an object, because Node examines a key that is given in bytes at every use
 * @param place what it is encrypted for: it opens with the same place only
 */
export const encrypt = (key: KeyObject, place: string, plain: Uint8Array): Buffer => {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place, 'utf8'));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
};

/** What `encrypt` made plain again. @throws SealBroken */
export const decrypt = (key: KeyObject, place: string, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < nonceLength + tagLength) throw new SealBroken();
  const end = bytes.length - tagLength;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(place, 'utf8')).setAuthTag(bytes.subarray(end));
    const plain = decipher.update(bytes.subarray(nonceLength, end));
    decipher.final();
    return plain;
  } catch {
    throw new SealBroken();
  }
};
