import { z } from 'zod';
import { event, id } from './define.ts';

/** Below so many different people nothing is said of a group, whatever a tenant wants. */
export const smallestGroup = 5;

const tenant = { tenantId: id('The tenant.') };
const version = z.int().positive().meta({ description: '1, 2, 3 …: what is signed is one of them.' });

/** What a tenant decides for itself, within what the platform allows. */
const settings = {
  smallestGroup: z
    .int()
    .min(smallestGroup)
    .max(100)
    .meta({ description: 'Below so many people nothing is said of a group. The platform’s own least is 5.' }),
  retentionDays: z.int().min(30).max(3650).nullable().meta({
    description: 'So many days after people have left they are erased; null: when it is asked for.',
  }),
};

/** What happens in services/engagements to a tenant itself. */
export const tenantEvents = [
  event('TenantSuspended', 'Nobody of the tenant is answered any more.', z.strictObject(tenant)),
  event('TenantResumed', 'The people of the tenant are answered again.', z.strictObject(tenant)),
  event(
    'TenantSettingsProposed',
    'Other settings are wanted.',
    z.strictObject({
      ...tenant,
      version,
      ...settings,
      proposedBy: id('Who proposed them, and so signed first.'),
    }),
  ),
  event(
    'TenantSettingsSigned',
    'Somebody else has signed settings that loosen a rule.',
    z.strictObject({ ...tenant, version, signedBy: id('Who.') }),
  ),
  event(
    'TenantSettingsChanged',
    'Other settings hold from now on.',
    z.strictObject({ ...tenant, version, ...settings }),
  ),
  event(
    'TenantDeletionRequested',
    'The tenant wants everything of it to be deleted.',
    z.strictObject({ ...tenant, requestedBy: id('Who said so for the tenant.') }),
  ),
  event(
    'TenantDeleted',
    'Nobody of the tenant is answered any more, and everybody of it is erased.',
    z.strictObject(tenant),
  ),
  event(
    'TenantKeysDestroyed',
    'Every key of the tenant is destroyed: nothing that was sealed for it can be read any more.',
    z.strictObject(tenant),
  ),
] as const;
