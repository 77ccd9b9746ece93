import { type EngagementsEvent } from '@securebase/contracts';
import { type Reaction, type Recorded, seal } from '@securebase/domain-kit';
import { type EventStore } from '@securebase/event-sourcing';
import type pg from 'pg';
import { v5 } from 'uuid';
import { type Proposal } from '../domain/matching/terms.ts';
import { chunks } from '../domain/program.ts';
import { type RankingEvent } from '../domain/ranking.ts';
import { gather } from '../matching/cohort.ts';
import { rankInThread } from '../matching/rank-in-thread.ts';

type Requested = Extract<EngagementsEvent, { type: 'RankingRequested' }>;

/** Participants in one event, so that an event stays well below what a broker takes. */
const perEvent = 100;

const ranked = (
  of: { readonly rankingId: string; readonly programId: string },
  proposals: readonly Proposal[],
): RankingEvent[] =>
  chunks(proposals, perEvent).map((some) => ({
    type: 'CoachesRanked',
    data: {
      ...of,
      proposals: some.map(({ participantId, isAssigned, coaches }) => ({
        participantId,
        isAssigned,
        coachIds: coaches.map(({ coachId }) => coachId),
        reasons: seal(
          participantId,
          coaches.map(({ reasons }) => reasons),
        ),
      })),
    },
  }));

/**
 * Ranks when somebody asked for it: gathers everybody from the log, looks for the best assignment in a thread of its own, and
 * shows all participants at once who is proposed to them. What is tried again says nothing twice.
 */
export const rankWhenRequested = (store: EventStore, pool: pg.Pool): Reaction<Requested> => ({
  name: 'rank-coaches-when-requested',
  source: { kind: 'LOG' },
  on: {
    RankingRequested: async (event: Recorded<Requested>, key: string) => {
      const { tenantId, actorId, stream, id: causationId, data } = event;
      const { rankingId, programId, cohortId, shown } = data;
      const of = { rankingId, programId };
      const say = async (what: string, events: readonly RankingEvent[]) => {
        const context = {
          tenantId,
          actorId,
          at: new Date(),
          commandId: v5(what, key),
          correlationId: causationId,
          causationId,
        };
        await store.append([{ stream, expected: 'EXISTS', events }], context, what);
      };
      const { seekers, offers, withoutLanguages } = await gather(store, pool, {
        tenantId,
        programId,
        cohortId,
      });
      const counts = { participants: seekers.length, coaches: offers.length, withoutLanguages };
      await say('started', [{ type: 'RankingStarted', data: { ...of, ...counts } }]);
      const all = await rankInThread({ seekers, offers, shown, at: new Date(event.at) });
      const found = all.filter(({ coaches }) => coaches.length > 0);
      const figures = { ranked: found.length, withoutCoach: all.length - found.length };
      await say('completed', [
        ...ranked(of, found),
        { type: 'RankingCompleted', data: { ...of, ...figures } },
      ]);
    },
  },
});
