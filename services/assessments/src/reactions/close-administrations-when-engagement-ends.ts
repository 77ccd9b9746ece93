import { type EngagementsEvent } from '@securebase/contracts';
import { type Reaction, type Recorded } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import type pg from 'pg';
import { closeAll, nothingOnItsWay } from './open-administrations.ts';

type Ended = Extract<EngagementsEvent, { type: 'EngagementCompleted' | 'EngagementEndedEarly' }>;

/** When an engagement ends there, nobody is asked within it here any more. */
export const closeAdministrationsWhenEngagementEnds = (
  store: EventStore,
  pool: pg.Pool,
): Reaction<EngagementsEvent> => {
  const close = async (event: Recorded<Ended>, idempotencyKey: string) => {
    await nothingOnItsWay(pool, event);
    const { engagementId: id } = event.data;
    await closeAll({ store, pool }, event, idempotencyKey, {
      column: 'engagement_id',
      id,
      reason: 'ENGAGEMENT_ENDED',
    });
  };
  return {
    name: 'close-administrations-when-engagement-ends',
    source: { kind: 'TOPIC', topic: 'engagements.events' },
    on: { EngagementCompleted: close, EngagementEndedEarly: close },
  };
};
