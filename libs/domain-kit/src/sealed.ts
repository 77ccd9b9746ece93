/**
 * A personal value in an event: whose it is, and an opaque form of it. Nothing but `seal`, `open` and libs/sealing reads the
 * form. In memory it is plain; logs, topics, read models and backups hold it encrypted with the subject's own key.
 */
export interface Sealed {
  /** UUID of the person whose value this is. */
  readonly subject: string;
  readonly value: string;
  /** Where an encrypted value stands, `<stream>/<version>/<path>`: it opens for no other place. Known once it is read. */
  readonly at?: string;
}

/** The value of what was erased: its key is gone. */
const erasedForm = '';
/** Encrypted forms begin with it; a plain one, in base64url, cannot. */
const encrypted = '.';

/** Seals any JSON value for its subject: plainly, until the event store encrypts it. */
export const seal = (subject: string, value: unknown): Sealed => ({
  subject,
  value: Buffer.from(JSON.stringify(value), 'utf8').toString('base64url'),
});

/** What is left of a value whose key was destroyed. */
export const erased = (subject: string): Sealed => ({ subject, value: erasedForm });

/**
 * Opens what `seal` closed; `undefined` when it was erased.
 * @throws Error for an encrypted value: say `opens: true` on the decider or read model that looks inside.
 */
export const open = <T = string>({ value }: Sealed): T | undefined => {
  if (value === erasedForm) return undefined;
  if (isEncrypted(value)) throw new Error('The value is encrypted; who opens it must say `opens: true`.');
  return JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as T;
};

/** Whether the form of a sealed value is an encrypted one. */
export const isEncrypted = (value: string): boolean => value.startsWith(encrypted);

/** Whether something within an event's data is a sealed value. */
export const isSealed = (value: object): value is Sealed => {
  const { subject, value: form } = value as Partial<Sealed>;
  if (typeof subject !== 'string' || typeof form !== 'string') return false;
  const keys = Object.keys(value).length;
  return keys === 2 || (keys === 3 && 'at' in value);
};
