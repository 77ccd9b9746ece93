import { goalRater, type GoalRater, occasion, type Occasion } from '@securebase/contracts';
import { goalAttainment } from '@securebase/psychometrics';

/** A goal with what its values say; null for what was erased. */
export interface OpenedGoal {
  readonly aboutId: string;
  readonly weight: number | null;
  /** Those that nobody has corrected. */
  readonly ratings: readonly {
    readonly party: GoalRater;
    readonly occasion: Occasion;
    readonly level: number | null;
  }[];
}

/** How far somebody's goals are attained together at an occasion, as one party says; or why that cannot be said. */
export interface Attainment {
  readonly aboutId: string;
  readonly party: GoalRater;
  readonly occasion: Occasion;
  readonly goals: number;
  readonly tScore: number | null;
  readonly reason: 'GOALS_UNRATED' | 'ERASED' | 'NO_WEIGHT' | null;
}

/** For everybody whose goals they are, and every occasion and party of which a rating is there; goals that were dropped are left out before. */
export const attainmentsOf = (goals: readonly OpenedGoal[]): Attainment[] =>
  [...Map.groupBy(goals, ({ aboutId }) => aboutId)].flatMap(([aboutId, theirs]) =>
    occasion.options.flatMap((at) =>
      goalRater.options.flatMap((party) => {
        const found = theirs.map(({ weight, ratings }) => ({
          weight,
          rating: ratings.find((each) => each.party === party && each.occasion === at),
        }));
        if (found.every(({ rating }) => rating === undefined)) return [];
        return [{ aboutId, party, occasion: at, goals: theirs.length, ...tOf(found) }];
      }),
    ),
  );

const tOf = (
  found: readonly { weight: number | null; rating: { readonly level: number | null } | undefined }[],
): Pick<Attainment, 'tScore' | 'reason'> => {
  if (found.some(({ rating }) => rating === undefined)) return { tScore: null, reason: 'GOALS_UNRATED' };
  const scores = found.flatMap(({ weight, rating }) =>
    weight === null || rating?.level == null ? [] : [{ weight, score: rating.level }],
  );
  if (scores.length < found.length) return { tScore: null, reason: 'ERASED' };
  const t = goalAttainment(scores);
  return t.computed ? { tScore: t.value, reason: null } : { tScore: null, reason: t.reason };
};
