import { type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';

export type CredentialEvent = Extract<
  EngagementsEvent,
  { type: 'ProvisioningCredentialIssued' | 'ProvisioningCredentialRevoked' }
>;

export class IssueProvisioningCredential extends Command<{ credentialId: string; hash: string }> {
  readonly type = 'IssueProvisioningCredential';
}
export class RevokeProvisioningCredential extends Command<{ credentialId: string }> {
  readonly type = 'RevokeProvisioningCredential';
}
type CredentialCommand = IssueProvisioningCredential | RevokeProvisioningCredential;

/** The hashes of the credentials that are good, by credential. */
export type Credentials = ReadonlyMap<string, string>;

/** Few are needed: one in use, one to change to. */
const most = 10;

/** With what a tenant's own directory may provision its people. */
export const credentials: Decider<CredentialCommand, CredentialEvent, Credentials> = {
  name: 'provisioning',
  commands: [IssueProvisioningCredential, RevokeProvisioningCredential],
  streamId: ({ context }) => context.tenantId,
  initialState: new Map(),
  decide: (command, known) => {
    const { credentialId } = command.data;
    if (command.type === 'RevokeProvisioningCredential') {
      ensure(known.has(credentialId), 'CREDENTIAL_NOT_FOUND', ['input', 'credentialId']);
      return [{ type: 'ProvisioningCredentialRevoked', data: { credentialId } }];
    }
    ensure(known.size < most, 'TOO_MANY_CREDENTIALS');
    return [{ type: 'ProvisioningCredentialIssued', data: command.data }];
  },
  evolve: (known, { type, data }) => {
    const next = new Map(known);
    if (type === 'ProvisioningCredentialIssued') next.set(data.credentialId, data.hash);
    else next.delete(data.credentialId);
    return next;
  },
};
