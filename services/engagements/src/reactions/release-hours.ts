import { type EngagementsEvent } from '@securebase/contracts';
import { type Reaction, type Recorded, rowOf } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import { budget, ReleaseHours } from '../domain/budget.ts';
import { engagement } from '../domain/engagement.ts';
import { minutesUsed } from '../read-models/figures-view.ts';
import { hoursView } from '../read-models/hours-view.ts';

type EndedEarly = Extract<EngagementsEvent, { type: 'EngagementEndedEarly' }>;

/**
 * An engagement that ends early gives back what it did not use. One that is completed keeps its hours: follow-up sessions are
 * still to come.
 */
export const releaseHoursWhenEndedEarly = (store: EventStore): Reaction<EndedEarly> => ({
  name: 'release-hours-when-ended-early',
  source: { kind: 'LOG' },
  on: {
    EngagementEndedEarly: async ({ tenantId, actorId, id: causationId, data, at }, commandId) => {
      const { engagementId } = data;
      const { events } = await store.readStream(tenantId, `${engagement.name}-${engagementId}`);
      const history = events as unknown as readonly Recorded<EngagementsEvent>[];
      const row = rowOf(hoursView, history, engagementId);
      const programId = row?.programId;
      if (programId == null) return;
      const command = new ReleaseHours(
        { programId, engagementId, minutes: minutesUsed(Object.values(row?.sessions ?? {})) },
        { tenantId, actorId, at: new Date(at), commandId, correlationId: causationId, causationId },
      );
      await store.handle(budget, command);
    },
  },
});
