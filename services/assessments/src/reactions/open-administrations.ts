import { setTimeout as after } from 'node:timers/promises';
import { type AssessmentsEvent } from '@securebase/contracts';
import { type Recorded } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import type pg from 'pg';
import { v5 } from 'uuid';
import { administration, CloseAdministration } from '../domain/administration.ts';
import { administrationView } from '../read-models/administration-view.ts';
import { knownEngagement } from '../read-models/known-engagement.ts';

type Reason = Extract<AssessmentsEvent, { type: 'AdministrationClosed' }>['data']['reason'];

const deadline = 10_000;

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + deadline;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('The read models are too far behind.');
    await after(20);
  }
};

/**
 * Waits until this service knows that the engagement has ended, so that no more are opened, and then until everything that
 * was opened before that is in the read model.
 */
export const nothingOnItsWay = async (pool: pg.Pool, cause?: Recorded): Promise<void> => {
  if (cause)
    await until(async () => {
      const { rowCount } = await pool.query(
        'select from log.stream_seen where projection = $1 and tenant_id = $2 and stream = $3 and version >= $4',
        [knownEngagement.name, cause.tenantId, cause.stream, cause.version],
      );
      return rowCount === 1;
    });
  const { rows } = await pool.query<{ last: string }>('select coalesce(max(pos), 0) as last from log.event');
  await until(async () => {
    const { rowCount } = await pool.query('select from log.checkpoint where name = $1 and pos >= $2', [
      administrationView.name,
      rows[0]?.last ?? 0,
    ]);
    return rowCount === 1;
  });
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
