import { type Purpose } from '@securebase/contracts';
import { v5 } from 'uuid';

/** The same version of the same instrument has the same id, so that it is published once in a tenant. */
export const instrumentIdOf = (tenantId: string, code: string, version: string): string =>
  v5(`instrument:${code}:${version}`, tenantId);

/** A person answers a campaign about themselves once: asked by hand or by a sheet of a file, it is the same administration. */
export const campaignAdministrationId = (tenantId: string, campaignId: string, personId: string): string =>
  v5(`administration:${campaignId}:${personId}`, tenantId);

/** The consent of a person to a purpose in an engagement: there is one, however often it is given. */
export const consentIdOf = (personId: string, engagementId: string, purpose: Purpose): string =>
  v5(`consent:${engagementId.toLowerCase()}:${purpose}`, personId);
