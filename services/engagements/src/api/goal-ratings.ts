import { recipientsOf } from '@securebase/contracts';
import { readersOf } from '../domain/audience.ts';
import { type GoalView, type RatingItem } from '../read-models/goal-view.ts';
import { type WithPeople } from './audiences.ts';

export type RatingForReaders = RatingItem & { readonly readerIds: readonly string[] };

/**
 * The ratings of a goal that somebody who reads the goal may read: all of them whoever reads it anyhow, others by
 * agreement; those with whom the goal alone is shared read their own.
 */
export const ratingsFor = (actorId: string, goal: WithPeople<GoalView>): RatingForReaders[] => {
  const { people, ratings } = goal;
  const readerIds = readersOf(goal, people, recipientsOf(people, 'GOAL_RATINGS'));
  const raters = recipientsOf(people, 'GOALS');
  return ratings
    .map((rating) => {
      const own = raters.includes(rating.raterId) ? [rating.raterId] : [];
      return { ...rating, readerIds: [...readerIds, ...own] };
    })
    .filter((rating) => rating.readerIds.includes(actorId));
};
