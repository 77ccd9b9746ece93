import { setTimeout as after } from 'node:timers/promises';
import { type AssessmentsEvent } from '@securebase/contracts';
import { type Recorded } from '@securebase/domain-kit';
import { caughtUp, type EventStore } from '@securebase/event-sourcing';
import type pg from 'pg';
import { v5 } from 'uuid';
import { administration, CloseAdministration } from '../domain/administration.ts';
import { administrationView } from '../read-models/administration-view.ts';
import { knownEngagement } from '../read-models/known-engagement.ts';

type Reason = Extract<AssessmentsEvent, { type: 'AdministrationClosed' }>['data']['reason'];

const deadline = 10_000;

const hasSeen = async (pool: pg.Pool, { tenantId, stream, version }: Recorded): Promise<boolean> => {
  const { rowCount } = await pool.query(
    'select from log.stream_seen where projection = $1 and tenant_id = $2 and stream = $3 and version >= $4',
    [knownEngagement.name, tenantId, stream, version],
  );
  return rowCount === 1;
};

/**
 * Waits until this service knows that the engagement has ended, so that no more are opened, and then until everything that
 * was opened before that is in the read model.
 */
export const nothingOnItsWay = async (pool: pg.Pool, cause?: Recorded): Promise<void> => {
  const end = performance.now() + deadline;
  while (cause && !(await hasSeen(pool, cause))) {
    if (performance.now() > end) throw new Error('The read models are too far behind.');
    await after(20);
  }
  await caughtUp(pool, administrationView.name);
};

/** Closes what is open among those whose `column` is `id`. The same key closes the same, however often it is tried. */
export const closeAll = async (
  { store, pool }: { readonly store: EventStore; readonly pool: pg.Pool },
  cause: Recorded,
  idempotencyKey: string,
  which: { readonly column: 'engagement_id' | 'campaign_id'; readonly id: string; readonly reason: Reason },
): Promise<void> => {
  const { tenantId, actorId, id: causationId } = cause;
  const { rows } = await pool.query<{ id: string }>(
    `select id from administration_view where tenant_id = $1 and ${which.column} = $2 and status = 'OPEN' order by id`,
    [tenantId, which.id],
  );
  for (const { id: administrationId } of rows) {
    const commandId = v5(administrationId, idempotencyKey);
    const context = { tenantId, actorId, at: new Date(), commandId, correlationId: causationId, causationId };
    const data = { administrationId, reason: which.reason };
    await store.handle(administration, new CloseAdministration(data, context, true));
  }
};
