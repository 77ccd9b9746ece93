import { CompactSign, importJWK, type JWK } from 'jose';

/** Signs what is certified: an Ed25519 signature as a compact JWS. */
export class Certificates {
  readonly #key: JWK | undefined;
  /** For how many days backups, and backups of keys, are kept. */
  readonly retention: { readonly backupDays: number; readonly keysBackupDays: number };
  constructor(key: JWK | undefined, retention: Certificates['retention']) {
    this.#key = key;
    this.retention = retention;
  }

  /** The public key that certificates are verified with. */
  get publicKey(): JWK | undefined {
    if (!this.#key) return undefined;
    const { kty, crv, x, kid, alg } = this.#key;
    return Object.fromEntries(Object.entries({ kty, crv, x, kid, alg }).filter(([, value]) => value));
  }

  /** The same content gives the same certificate. @throws Error without a key */
  async sign(type: string, content: object): Promise<string> {
    if (!this.#key) throw new Error('This process cannot sign: CERTIFICATE_KEY is missing.');
    const { kid } = this.#key;
    return new CompactSign(Buffer.from(JSON.stringify(content), 'utf8'))
      .setProtectedHeader({ alg: 'EdDSA', typ: type, ...(kid !== undefined && { kid }) })
      .sign(await importJWK(this.#key, 'EdDSA'));
  }
}
