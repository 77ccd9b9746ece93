import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventStore } from '@securebase/event-sourcing';
import { TenantDirectory } from '@securebase/service-kit';
import { z } from 'zod';
import { calendarFeed, type CalendarFeedEvent } from '../domain/calendar-feed.ts';

/** Where calendars are served, by the gateway too. */
export const calendarPath = '/calendar';

const parts = z.tuple([z.uuid(), z.uuid(), z.string().length(43)]);
const form = new RegExp(`^${calendarPath}/([A-Za-z0-9._-]{1,200})\\.ics$`);
const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Whose calendar it is. */
export interface Owner {
  readonly tenantId: string;
  readonly personId: string;
}

/** A new address with a secret of 256 bits, as its owner gets it once, and the hash that is kept of it. */
export const newAddress = ({ tenantId, personId }: Owner): { path: string; hash: string } => {
  const secret = randomBytes(32).toString('base64url');
  return {
    path: `${calendarPath}/${[tenantId, personId, secret].join('.')}.ics`,
    hash: hashOf(secret).toString('base64url'),
  };
};

/** Tells whose calendar an address is. */
@Injectable()
export class CalendarAddresses {
  readonly #store: EventStore;
  readonly #directory: TenantDirectory;
  constructor(store: EventStore, directory: TenantDirectory) {
    this.#store = store;
    this.#directory = directory;
  }

  /** The feed of a person that is good, if there is one. */
  async feedOf({ tenantId, personId }: Owner) {
    const { events } = await this.#store.readStream(tenantId, `${calendarFeed.name}-${personId}`);
    return (events as unknown as CalendarFeedEvent[]).reduce(calendarFeed.evolve, calendarFeed.initialState);
  }

  /** Undefined when the address is good for nothing, for whatever reason: revoked, wrong, or its owner has left. */
  async ownerOf(path: string): Promise<Owner | undefined> {
    const read = parts.safeParse(form.exec(path)?.[1]?.split('.'));
    if (!read.success) return undefined;
    const [tenantId, personId, secret] = read.data;
    const owner = { tenantId, personId };
    const feed = await this.feedOf(owner);
    const kept = Buffer.from(feed?.hash ?? '', 'base64url');
    const given = hashOf(secret);
    if (kept.length !== given.length || !timingSafeEqual(kept, given)) return undefined;
    const mayAsk = await this.#directory.callerOf({ ...owner, roles: [] }).then(
      () => true,
      () => false,
    );
    return mayAsk ? owner : undefined;
  }
}
