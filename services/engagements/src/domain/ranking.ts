import { type EngagementsEvent } from '@securebase/contracts';
import { Command, type Decider, ensure } from '@securebase/domain-kit';

export type RankingEvent = Extract<
  EngagementsEvent,
  { type: 'RankingRequested' | 'RankingStarted' | 'CoachesRanked' | 'RankingCompleted' }
>;

export class RequestRanking extends Command<{
  rankingId: string;
  programId: string;
  cohortId?: string | undefined;
  shown: number;
}> {
  readonly type = 'RequestRanking';
}

const decide = ({ data }: RequestRanking, isRequested: boolean): RankingEvent[] => {
  ensure(!isRequested, 'RANKING_ALREADY_REQUESTED');
  const { rankingId, programId, cohortId, shown } = data;
  const cohort = cohortId === undefined ? {} : { cohortId };
  return [{ type: 'RankingRequested', data: { rankingId, programId, ...cohort, shown } }];
};

/** A ranking of coaches for the participants of a program. What it comes to is found by a reaction. */
export const ranking: Decider<RequestRanking, RankingEvent, boolean> = {
  name: 'ranking',
  commands: [RequestRanking],
  begins: [RequestRanking],
  streamId: ({ data }) => data.rankingId,
  initialState: false,
  decide,
  evolve: () => true,
};
