// Who can sign in at the development provider: one account for each role of the story.
import { demoTenant, personAs, type Role, roles } from '@securebase/embedded';

export interface DevelopmentAccount {
  readonly id: string;
  readonly role: Role;
  readonly tenant: string;
}

/** Machines: they have no account, and sign in as themselves. */
export const machines: readonly Role[] = ['PARTNER', 'OPERATOR'];

export const accounts: readonly DevelopmentAccount[] = roles
  .filter((role) => !machines.includes(role))
  .map((role) => ({ id: personAs(role), role, tenant: demoTenant }));

export const accountOf = (id: string | undefined): DevelopmentAccount | undefined =>
  accounts.find((each) => each.id === id || each.role === id?.toUpperCase().replaceAll('-', '_'));

/** The client that people on this machine sign in with. */
export const browserClient = 'securebase-development';
export const redirectUri = 'http://127.0.0.1/signed-in';
/** What access tokens are for. */
export const resource = 'urn:securebase:api';
