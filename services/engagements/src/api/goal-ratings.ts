import { readersOf } from '../domain/audience.ts';
import { sharesWithSponsor } from '../domain/sharing.ts';
import { type GoalView, type RatingItem } from '../read-models/goal-view.ts';
import { type WithPeople } from './audiences.ts';

export type RatingForReaders = RatingItem & { readonly readerIds: readonly string[] };

/**
 * The ratings of a goal that somebody who reads the goal may read: all of them whoever reads it anyhow, the sponsor by
 * agreement; a sponsor who rates reads their own.
 */
export const ratingsFor = (actorId: string, goal: WithPeople<GoalView>): RatingForReaders[] => {
  const { people, ratings } = goal;
  const readerIds = readersOf(goal, people, sharesWithSponsor(people, 'GOAL_RATINGS'));
  return ratings
    .map((rating) => {
      const own = rating.raterId === people.sponsorId ? [rating.raterId] : [];
      return { ...rating, readerIds: [...readerIds, ...own] };
    })
    .filter((rating) => rating.readerIds.includes(actorId));
};
