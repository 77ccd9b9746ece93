import { type Event, type Reaction, type Recorded, type Source } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import type pg from 'pg';
import { dropSnapshots, type Found, foundOf } from './found.ts';

type SubjectErased = Event<'SubjectErased', { readonly personId: string }>;

export interface Purging {
  /** Where the erasure is heard of. */
  readonly source: Source;
  /** What is then said in this service's own log; its data is what was found, and what `before` adds. */
  readonly type: string;
  /** Done first, such as destroying the keys; what it returns is added to the event. */
  readonly before?: (tenantId: string, subject: string) => Promise<object>;
}

/**
 * When a person is erased there, nothing of them stays here: what is sealed cannot be opened any more, read models show
 * it as erased by their own events, snapshots go. What was found is said in the log, for the certificate.
 */
export const purgeWhenErased =
  ({ source, type, before }: Purging) =>
  (store: EventStore, pool: pg.Pool): Reaction<SubjectErased> => ({
    name: 'purge-when-erased',
    source,
    on: {
      SubjectErased: async (event: Recorded<SubjectErased>, commandId) => {
        const { tenantId, actorId, id: causationId, data } = event;
        const subjectId = data.personId;
        const added = await before?.(tenantId, subjectId);
        const found: Found = await foundOf(pool, tenantId, subjectId);
        await dropSnapshots(pool, tenantId, subjectId);
        const context = {
          tenantId,
          actorId,
          at: new Date(),
          commandId,
          correlationId: causationId,
          causationId,
        };
        const events = [{ type, data: { subjectId, ...found, ...added } }];
        const replay = await store.carriedOut(context);
        if (replay) return; // when it was destroyed is said once
        await store.append([{ stream: `erasure-${subjectId}`, expected: 'ANY', events }], context, type);
      },
    },
  });
