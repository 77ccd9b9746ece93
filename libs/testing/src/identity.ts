import { authentication, type Claims, makeKeys, type Role, sign } from '@securebase/embedded';

const keys = makeKeys(); // of this test process; nothing outside trusts them

/** The environment that makes a service accept the tokens of `tokenFor`. */
export const testAuthentication = async (): Promise<Record<string, string>> => authentication(await keys);

/** A token for a person in this role (of the demo tenant, unless another is named), signed with this process's test key. */
export const tokenFor = async (role: Role, claims: Omit<Claims, 'roles'> = {}): Promise<string> =>
  sign(await keys, { roles: [role], ...claims });
