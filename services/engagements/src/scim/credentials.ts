import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventStore } from '@securebase/event-sourcing';
import { TenantDirectory } from '@securebase/service-kit';
import { z } from 'zod';
import { type CredentialEvent, credentials } from '../domain/credentials.ts';

const parts = z.tuple([z.literal('scim'), z.uuid(), z.uuid(), z.string().length(43)]);
const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Whom a credential speaks for. */
export interface Provisioner {
  readonly tenantId: string;
  readonly credentialId: string;
}

/** A new secret of 256 bits, as its holder gets it once, and the hash that is kept of it. */
export const newSecret = (tenantId: string, credentialId: string): { credential: string; hash: string } => {
  const secret = randomBytes(32).toString('base64url');
  return {
    credential: ['scim', tenantId, credentialId, secret].join('.'),
    hash: hashOf(secret).toString('base64url'),
  };
};

/** Tells whether a credential is good. The tenant is part of it, and nothing else that a client sends names one. */
@Injectable()
export class ProvisioningCredentials {
  readonly #store: EventStore;
  readonly #directory: TenantDirectory;
  constructor(store: EventStore, directory: TenantDirectory) {
    this.#store = store;
    this.#directory = directory;
  }

  /** Undefined when it is not, for whatever reason. */
  async verify(authorization: string | undefined): Promise<Provisioner | undefined> {
    const [scheme, credential = ''] = authorization?.split(' ') ?? [];
    const read = parts.safeParse(credential.split('.'));
    if (scheme?.toLowerCase() !== 'bearer' || !read.success) return undefined;
    const [, tenantId, credentialId, secret] = read.data;
    const { events } = await this.#store.readStream(tenantId, `${credentials.name}-${tenantId}`);
    const known = (events as unknown as CredentialEvent[]).reduce(
      credentials.evolve,
      credentials.initialState,
    );
    const kept = Buffer.from(known.get(credentialId) ?? '', 'base64url');
    const given = hashOf(secret);
    const isGood = kept.length === given.length && timingSafeEqual(kept, given);
    return isGood && !(await this.#directory.isSuspended(tenantId)) ? { tenantId, credentialId } : undefined;
  }
}
