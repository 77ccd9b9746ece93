// Who reads what, as the drill's expectations say it.
import { type Role } from '@securebase/embedded';

/** Somebody who asks: a person of a tenant's world, in a role. */
export interface Reader {
  readonly tenant: string;
  /** Of a coach's own practice: the tenant that it is linked with. */
  readonly linkedTo?: string;
  readonly person: string;
  readonly role: Role;
}

/** Who works with whom in one engagement, by their names in the world. */
export interface Parties {
  readonly client: string;
  readonly coach: string;
  /** Another coach beside the first. */
  readonly second?: string;
  readonly sponsor: string;
}

/** What the drill knows to be so, because it made it so. */
export interface Truth {
  readonly engagements: Readonly<Record<string, Parties>>;
  /** The engagement that a map or an administration is part of. */
  readonly partOf: Readonly<Record<string, string>>;
  readonly erased: readonly string[];
  /** Who answered, where it was not the client. */
  readonly respondents: Readonly<Record<string, string>>;
}

export interface Expectation {
  /** It is planted in the coach's own practice: nobody of the enterprise reads it there. */
  readonly inPractice?: true;
  /** The fields in which it may be read. */
  readonly fields: readonly string[];
  readonly readers: (reader: Reader, about: string, truth: Truth, field: string) => boolean;
}

export const runs = ({ role }: Reader) => role === 'ADMIN' || role === 'PROGRAM_MANAGER';
export const roleIn =
  (...roles: readonly Role[]) =>
  ({ role }: Reader) =>
    roles.includes(role);
export const engagementOf = (about: string, { engagements, partOf }: Truth) =>
  engagements[partOf[about] ?? about];
export const isPair = ({ person, role }: Reader, about: string, truth: Truth) => {
  const parties = engagementOf(about, truth);
  const coaches = [parties?.coach, parties?.second];
  return (role === 'CLIENT' && parties?.client === person) || (role === 'COACH' && coaches.includes(person));
};
export const isKnown = ({ person, role }: Reader, about: string, { engagements }: Truth) =>
  ['CLIENT', 'COACH', 'SPONSOR'].includes(role) &&
  Object.values(engagements).some(({ client, coach, second, sponsor }) =>
    [person, about].every((each) => [client, coach, second, sponsor].includes(each)),
  );

/** For nobody. */
export const nobody: Expectation = { fields: [], readers: () => false };

/** For client and coach of the engagement that it is about. */
export const between = (...fields: readonly string[]): Expectation => ({ fields, readers: isPair });
