import { type EngagementsEvent } from '@securebase/contracts';
import { type Reaction, type Recorded } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import { v5 } from 'uuid';
import { coach, ReleasePlace } from '../domain/coach.ts';

type Ended = Extract<EngagementsEvent, { type: 'EngagementCompleted' | 'EngagementEndedEarly' }>;
type Reassigned = Extract<EngagementsEvent, { type: 'CoachReassigned' }>;

/** Everybody whom the engagement's events name as a coach. */
const coachesIn = (events: readonly Recorded[]): readonly string[] => [
  ...new Set(
    events.flatMap(({ data }) => {
      const { coachId } = data as { readonly coachId?: unknown };
      return typeof coachId === 'string' ? [coachId] : [];
    }),
  ),
];

/**
 * A coach who does not go on is free soon after another one does. The coach whom the command of an ending names is free at once; whoever else has coached the engagement, soon after. A place that is
 * not taken is not released.
 */
export const releasePlacesWhenEnded = (store: EventStore): Reaction<Ended | Reassigned> => {
  const release = async (
    { tenantId, actorId, id: causationId, data }: Recorded<Ended | Reassigned>,
    key: string,
    coachIds: readonly string[],
  ): Promise<void> => {
    for (const coachId of coachIds) {
      const commandId = v5(coachId, key);
      const context = {
        tenantId,
        actorId,
        at: new Date(),
        commandId,
        correlationId: causationId,
        causationId,
      };
      await store.handle(coach, new ReleasePlace({ coachId, engagementId: data.engagementId }, context));
    }
  };
  const releaseAll = async (event: Recorded<Ended>, key: string): Promise<void> => {
    const { events } = await store.readStream(event.tenantId, event.stream);
    await release(event, key, coachesIn(events));
  };
  return {
    name: 'release-places-when-ended',
    source: { kind: 'LOG' },
    on: {
      EngagementCompleted: releaseAll,
      EngagementEndedEarly: releaseAll,
      CoachReassigned: (event, key) => release(event, key, [event.data.fromId]),
    },
  };
};
