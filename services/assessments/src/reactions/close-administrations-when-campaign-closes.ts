import { type AssessmentsEvent } from '@securebase/contracts';
import { type Reaction } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import type pg from 'pg';
import { closeAll, nothingOnItsWay } from './open-administrations.ts';

/** When a campaign closes, nobody is asked as part of it any more. */
export const closeAdministrationsWhenCampaignCloses = (
  store: EventStore,
  pool: pg.Pool,
): Reaction<AssessmentsEvent> => ({
  name: 'close-administrations-when-campaign-closes',
  source: { kind: 'LOG' },
  on: {
    CampaignClosed: async (event, idempotencyKey) => {
      await nothingOnItsWay(pool);
      const { campaignId: id } = event.data;
      await closeAll({ store, pool }, event, idempotencyKey, {
        column: 'campaign_id',
        id,
        reason: 'CAMPAIGN_CLOSED',
      });
    },
  },
});
