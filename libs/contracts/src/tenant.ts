import { z } from 'zod';
import { event, id, personal } from './define.ts';

/** Below so many different people nothing is said of a group, whatever a tenant wants. */
export const smallestGroup = 5;

/** Whose a tenant is: of an enterprise that buys coaching, or of a coach for their own work. */
export const tenantKind = z
  .enum(['ENTERPRISE', 'PRACTICE'])
  .meta({ description: 'An enterprise that buys coaching, or a coach’s own practice.' });
export type TenantKind = z.infer<typeof tenantKind>;

/** What becomes of what a coach has noted about somebody who is erased. */
export const notesOfErased = z.enum(['ERASED', 'KEPT_BY_COACH']).meta({
  description:
    'What becomes of a coach’s notes about somebody who is erased: erased too, or kept by the coach.',
});
export type NotesOfErased = z.infer<typeof notesOfErased>;

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
  notesOfErased,
  keyHolder: personal(
    'Who holds the tenant’s key; without it, those who run the platform.',
    'tenantId',
  ).optional(),
};

/** What happens in services/engagements to a tenant itself. */
export const tenantEvents = [
  event(
    'TenantCreated',
    'A tenant is there.',
    z.strictObject({
      ...tenant,
      kind: tenantKind,
      coachId: id('Of a practice: the coach whose it is.').optional(),
    }),
  ),
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
    2,
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
    2,
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
