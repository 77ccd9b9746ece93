/**
 * A personal value in an event: whose it is, and an opaque form of it. Logs, topics and backups hold only this shape, so
 * that the way values are sealed can change without changing a schema. Nothing but `seal` and `open` reads the form.
 */
export interface Sealed {
  /** UUID of the person whose value this is. */
  readonly subject: string;
  readonly value: string;
}

/** Seals any JSON value for its subject. */
export const seal = (subject: string, value: unknown): Sealed => ({
  subject,
  value: Buffer.from(JSON.stringify(value), 'utf8').toString('base64url'),
});

/** Opens what `seal` closed. */
export const open = <T = string>(sealed: Sealed): T =>
  JSON.parse(Buffer.from(sealed.value, 'base64url').toString('utf8')) as T;
