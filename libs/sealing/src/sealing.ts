import { createHmac, type KeyObject } from 'node:crypto';
import { erased, isEncrypted, type Recorded, type Sealed } from '@securebase/domain-kit';
import { decrypt, encrypt } from './cipher.ts';
import { KeysUnavailable, SubjectErased } from './errors.ts';
import { type DataKey, type KeyRing } from './key-ring.ts';
import { eachSealed, placeOf, withSealed } from './values.ts';

/** An event before it is stored: where it will stand. */
export interface Standing {
  readonly stream: string;
  readonly version: number;
  readonly data: unknown;
}

const form = '.1.'; // what encrypted values begin with: version 1 of the form
const aad = (tenantId: string, subject: string, at: string) => `${tenantId}|${subject}|${at}`;

/** Encrypts personal values on their way into a log, and opens them for those who may read them. */
export class Sealing {
  readonly #keys: KeyRing;
  constructor(keys: KeyRing) {
    this.#keys = keys;
  }

  /**
   * The data of events, with every sealed value encrypted for the place where it will stand.
   * @throws SubjectErased, KeysUnavailable
   */
  async close(tenantId: string, events: readonly Standing[]): Promise<unknown[]> {
    const subjects = new Set<string>();
    for (const { data } of events) eachSealed(data, ({ subject }) => subjects.add(subject));
    if (subjects.size === 0) return events.map(({ data }) => data);
    const keys = await this.#keysOf(tenantId, [...subjects], true);
    return events.map(({ stream, version, data }) =>
      withSealed(data, ({ subject, value }, path) => {
        const key = keys.get(subject);
        if (key === 'ERASED') throw new SubjectErased();
        if (!key || isEncrypted(value) || value === '')
          throw new Error(`${path} of ${stream} is not a plain sealed value.`);
        const place = aad(tenantId, subject, placeOf(stream, version, path));
        const body = encrypt(key, place, Buffer.from(value, 'base64url'));
        return { subject, value: form + body.toString('base64url') };
      }),
    );
  }

  /**
   * The same values, plain, or erased where the key was destroyed. Values that are plain stay so.
   * @throws SealBroken, KeysUnavailable
   */
  async plain(tenantId: string, values: readonly Sealed[]): Promise<Sealed[]> {
    const subjects = new Set(values.filter(({ value }) => isEncrypted(value)).map(({ subject }) => subject));
    if (subjects.size === 0) return [...values];
    const keys = await this.#keysOf(tenantId, [...subjects], false);
    return values.map((each) => plainWith(keys, tenantId, each));
  }

  /** Events with their sealed values plain, or erased: for those who look inside. @throws SealBroken, KeysUnavailable */
  async openEvents<E extends Recorded>(events: readonly E[]): Promise<E[]> {
    const wanted = new Map<string, Set<string>>();
    for (const { tenantId, data } of events)
      eachSealed(data, ({ subject, value }) => {
        if (!isEncrypted(value)) return;
        const ofTenant = wanted.get(tenantId);
        if (ofTenant) ofTenant.add(subject);
        else wanted.set(tenantId, new Set([subject]));
      });
    const keys = new Map<string, ReadonlyMap<string, DataKey>>();
    for (const [tenantId, subjects] of wanted)
      keys.set(tenantId, await this.#keysOf(tenantId, [...subjects], false));
    return events.map((event) => {
      const ofTenant = keys.get(event.tenantId);
      if (!ofTenant) return event;
      return { ...event, data: withSealed(event.data, (each) => plainWith(ofTenant, event.tenantId, each)) };
    });
  }

  /** Which of these subjects have no key, and never had one. @throws KeysUnavailable */
  withoutKey(tenantId: string, subjects: readonly string[]): Promise<string[]> {
    return this.#keys.without(tenantId, subjects);
  }

  /** A digest that nobody can guess at without the tenant's keys: HMAC-SHA-256, in base64url. */
  async digest(tenantId: string, text: string): Promise<string> {
    const key = await this.#ownKey(tenantId);
    return createHmac('sha256', key).update('digest').update(text).digest('base64url');
  }

  /** Encrypts bytes that are nobody's own, such as a file on its way in, with a key of the tenant. */
  async closeBytes(tenantId: string, place: string, bytes: Uint8Array): Promise<Buffer> {
    return encrypt(await this.#ownKey(tenantId), aad(tenantId, tenantId, place), bytes);
  }

  /** What `closeBytes` closed. @throws SealBroken */
  async openBytes(tenantId: string, place: string, bytes: Uint8Array): Promise<Buffer> {
    return decrypt(await this.#ownKey(tenantId), aad(tenantId, tenantId, place), bytes);
  }

  /** A tenant is its own subject, for what belongs to no person. */
  async #ownKey(tenantId: string): Promise<KeyObject> {
    const key =
      this.#keys.atHand(tenantId, tenantId) ?? (await this.#keysOf(tenantId, [tenantId], true)).get(tenantId);
    if (key === undefined || key === 'ERASED')
      throw new KeysUnavailable('those of the tenant were destroyed');
    return key;
  }

  #keysOf(tenantId: string, subjects: readonly string[], make: boolean) {
    return this.#keys.keysOf(tenantId, subjects, make);
  }
}

const plainWith = (keys: ReadonlyMap<string, DataKey>, tenantId: string, sealed: Sealed): Sealed => {
  const { subject, value, at } = sealed;
  if (!isEncrypted(value)) return sealed;
  const key = keys.get(subject);
  // A key that never was cannot have sealed it: it was lost, or destroyed with its database.
  if (key === undefined || key === 'ERASED') return erased(subject);
  if (at === undefined || !value.startsWith(form))
    throw new Error('A sealed value does not know where it stands.');
  const body = Buffer.from(value.slice(form.length), 'base64url');
  return { subject, value: decrypt(key, aad(tenantId, subject, at), body).toString('base64url') };
};
