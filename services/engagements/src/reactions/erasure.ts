import { type AssessmentsEvent, type EngagementsEvent, type SystemMappingEvent } from '@securebase/contracts';
import { type Reaction, type Recorded } from '@securebase/domain-kit';
import { type AnyReaction, type EventStore } from '@securebase/event-sourcing';
import { type KeyKeeper } from '@securebase/sealing';
import { purgeWhenErased } from '@securebase/service-kit';
import type pg from 'pg';
import { standingOf } from './as-logged.ts';

type PurgeReported = Extract<EngagementsEvent, { type: 'PurgeReported' }>;
type Purged = Extract<
  AssessmentsEvent | SystemMappingEvent,
  { type: 'PurgedFromAssessments' | 'PurgedFromSystemMapping' }
>;

/** The keys go with the first service that hears of it: this one. */
export const destroyKeysWhenErased = (
  store: EventStore,
  pool: pg.Pool,
  keeper: KeyKeeper | undefined,
): AnyReaction =>
  purgeWhenErased({
    source: { kind: 'LOG' },
    type: 'PurgedFromEngagements' satisfies EngagementsEvent['type'],
    before: async (tenantId, subject) => {
      if (!keeper) throw new Error('This process cannot destroy keys: KEYS_KEEPER_DATABASE_URL is missing.');
      const keysDestroyedAt = (await keeper.destroySubject(tenantId, subject)).toISOString();
      const { notesOfErased } = await standingOf(store, tenantId);
      return { keysDestroyedAt, notesOfErased };
    },
  })(store, pool);

/** A backup of the keys may have brought back what was destroyed since it was made: it is destroyed again. */
export const destroyKeysAgain = async ({
  pool,
  keeper,
}: {
  readonly pool: pg.Pool;
  readonly keeper: KeyKeeper | undefined;
}): Promise<void> => {
  if (!keeper) return;
  const { rows } = await pool.query<{ tenant_id: string; id: string }>(
    'select tenant_id, id from erasure_view',
  );
  for (const { tenant_id: tenantId, id } of rows) await keeper.destroySubject(tenantId, id);
  const { rows: deleted } = await pool.query<{ tenant_id: string }>(
    'select tenant_id from tenant_standing where deleted',
  );
  for (const { tenant_id: tenantId } of deleted) await keeper.destroyTenant(tenantId);
};

/** What another service says of a purge is kept here, for the certificate. */
export const reportPurgeOf =
  (service: string, type: Purged['type']) =>
  (store: EventStore): Reaction<Purged> => ({
    name: `report-purge-of-${service}`,
    source: { kind: 'TOPIC', topic: `${service}.events` },
    on: {
      [type]: async ({ tenantId, actorId, id: causationId, data }: Recorded<Purged>, commandId: string) => {
        const context = {
          tenantId,
          actorId,
          at: new Date(),
          commandId,
          correlationId: causationId,
          causationId,
        };
        const reported: PurgeReported = { type: 'PurgeReported', data: { ...data, service } };
        const write = { stream: `erasure-${data.subjectId}`, expected: 'ANY', events: [reported] } as const;
        await store.append([write], context, service);
      },
    },
  });
