import { CohortEngagementsResolver } from '../api/cohort-engagements.resolver.ts';
import { CoachResolver, PooledCoachResolver } from '../api/coach.resolver.ts';
import { Coaches } from '../api/coaches.ts';
import { EngagementMatchingResolver, MatchResolver } from '../api/match.resolver.ts';
import { Matches } from '../api/matches.ts';
import { ParticipantResolver } from '../api/participant.resolver.ts';
import { RankingResolver } from '../api/ranking.resolver.ts';
import { coach } from '../domain/coach.ts';
import { participant } from '../domain/participant.ts';
import { pool } from '../domain/pool.ts';
import { ranking } from '../domain/ranking.ts';
import { releasePlacesWhenEnded } from '../reactions/places.ts';
import { rankWhenRequested } from '../reactions/ranking.ts';
import { CoachView, coachView, PooledCoachView, pooledCoachView } from '../read-models/coach-views.ts';
import { MatchView, matchView } from '../read-models/match-view.ts';
import {
  CoachProposalsView,
  coachProposalsView,
  ParticipantView,
  participantView,
  RankingView,
  rankingView,
} from '../read-models/ranking-views.ts';
import { type Part } from './part.ts';

/** Coaches and their places, what participants wish for, rankings with their reasons, who asks whom. */
export const matching: Part = {
  deciders: [pool, coach, participant, ranking],
  projections: [coachView, pooledCoachView, participantView, rankingView, coachProposalsView, matchView],
  reactions: [rankWhenRequested, releasePlacesWhenEnded],
  entities: [CoachView, PooledCoachView, ParticipantView, RankingView, CoachProposalsView, MatchView],
  resolvers: [
    CoachResolver,
    PooledCoachResolver,
    ParticipantResolver,
    RankingResolver,
    MatchResolver,
    EngagementMatchingResolver,
    CohortEngagementsResolver,
  ],
  providers: [Coaches, Matches],
  rejections: {
    AGREEMENT_ALREADY_DRAFTED:
      'There is an agreement already. End the engagement early instead, or hand it over to another coach.',
    BAD_LANGUAGE: 'A language is not one. Name languages as BCP 47 does, such as de or en-GB.',
    BAD_TIME_ZONE: 'There is no such time zone. Name it as IANA does, such as Europe/Vienna.',
    COACH_FULL: 'All places of this coach are taken. Choose another coach, or wait until a place is free.',
    COACH_NOT_ASKED: 'This coach is not asked, and not matched. Propose the coach first.',
    COACH_NOT_IN_POOL:
      'The program has a pool of coaches, and this one is not in it. Choose one of the pool.',
    COACH_NOT_REGISTERED: 'Somebody who is named has not registered as a coach. Register the coach first.',
    MANAGER_OF_ONESELF: 'Nobody is their own line manager. Name somebody else.',
    NOT_YOUR_PREFERENCES: 'Only program managers say this for others, and who somebody’s manager is.',
    NOT_YOUR_PROFILE: 'Only program managers register somebody else as a coach.',
    RANKING_ALREADY_REQUESTED: 'This ranking was asked for before.',
  },
};
