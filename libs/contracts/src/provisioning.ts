import { z } from 'zod';
import { event, id, personal } from './define.ts';

const person = { personId: id('The person.') };
const group = { groupId: id('The group.') };
const called = {
  ...group,
  name: personal('What the group is called.', 'groupId'),
  externalId: personal('The directory’s own key of the group.', 'groupId').optional(),
};
const members = (what: string) => z.array(z.uuid()).max(1000).readonly().meta({ description: what });
const hash = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({ description: 'SHA-256 of the credential, in base64url. The credential itself is nowhere.' });

/** What happens in services/engagements when an organization's own directory manages its people: provisioning by SCIM. */
export const provisioningEvents = [
  event(
    'PersonProvisioned',
    'The organization’s own directory manages a person: how it knows them.',
    z.strictObject({
      ...person,
      userName: personal('The name under which they sign in there.', 'personId'),
      externalId: personal('Its own key of the person.', 'personId').optional(),
      displayName: personal('How they are shown there.', 'personId').optional(),
      email: personal('Their address there.', 'personId').optional(),
      active: z.boolean().optional().meta({ description: 'Whether they are active, if it says so.' }),
    }),
  ),
  event('PersonUnprovisioned', 'It does not manage the person any more.', z.strictObject(person)),
  event('PersonReactivated', 'A person who had left is back.', z.strictObject(person)),
  event('UserNameTaken', 'A user name belongs to a person, and to nobody else.', z.strictObject(person)),
  event('UserNameReleased', 'A user name is free again.', z.strictObject(person)),
  event('GroupCreated', 'The organization’s own directory has a group.', z.strictObject(called)),
  event('GroupRenamed', 'A group is called otherwise, or has another key.', z.strictObject(called)),
  event(
    'GroupMembersChanged',
    'People belong to a group, or do not any more.',
    z.strictObject({ ...group, added: members('Who belongs to it now.'), removed: members('Who does not.') }),
  ),
  event('GroupDeleted', 'There is no such group any more.', z.strictObject(group)),
  event(
    'ProvisioningCredentialIssued',
    'A directory may provision the tenant’s people with this credential.',
    z.strictObject({ credentialId: id('The credential.'), hash }),
  ),
  event(
    'ProvisioningCredentialRevoked',
    'The credential is good for nothing any more.',
    z.strictObject({ credentialId: id('The credential.') }),
  ),
] as const;
