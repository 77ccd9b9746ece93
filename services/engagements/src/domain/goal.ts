import { type EngagementsEvent, type GoalRater, type Occasion } from '@securebase/contracts';
import { type Decider, ensure, seal } from '@securebase/domain-kit';
import * as commands from './goal-commands.ts';
import { isOf, type OfPair } from './pair-work.ts';

export type GoalEvent = Extract<
  EngagementsEvent,
  { type: 'GoalScaled' | 'GoalRescaled' | 'GoalRated' | 'GoalDropped' }
>;

interface Rated {
  readonly raterId: string;
  readonly party: GoalRater;
  readonly occasion: Occasion;
  readonly isCorrected: boolean;
}
/** Once scaled; `undefined` before. */
export interface Goal extends OfPair {
  readonly goalId: string;
  readonly scaling: number;
  readonly ratings: ReadonlyMap<string, Rated>;
  readonly isDropped: boolean;
}
type State = Goal | undefined;

/** From −2 to +2. */
const levelCount = 5;

const scaled = (
  { title, levels, weight }: commands.Scale,
  { engagementId, aboutId, audience, goalId }: OfPair & { goalId: string },
  scaling: number,
) => {
  ensure(levels.length === levelCount, 'GOAL_LEVELS_INCOMPLETE', ['input', 'levels']);
  ensure(Number.isFinite(weight) && weight > 0, 'GOAL_WEIGHT_NOT_POSITIVE', ['input', 'weight']);
  const of = { engagementId, aboutId, audience, goalId, scaling };
  return {
    ...of,
    title: seal(aboutId, title),
    levels: seal(aboutId, levels),
    weight: seal(aboutId, weight),
  };
};

const sealedLevel = (aboutId: string, level: number) => {
  const isLevel = Number.isInteger(level) && Math.abs(level) <= 2;
  ensure(isLevel, 'GOAL_LEVEL_OUT_OF_RANGE', ['input', 'level']);
  return seal(aboutId, level);
};

const rate = ({ data, context }: commands.RateGoal, goal: Goal): GoalEvent[] => {
  const { engagementId, aboutId, audience, goalId, ratingId, party, occasion, scaling, level } = data;
  const ratings = [...goal.ratings.values()];
  ensure(scaling === goal.scaling, 'GOAL_SCALED_ANEW', ['input', 'scaling']);
  ensure(occasion === 'BASELINE' || hasBaseline(goal), 'GOAL_WITHOUT_BASELINE', ['input', 'occasion']);
  const isRated = ratings.some((each) => each.party === party && each.occasion === occasion);
  ensure(!isRated, 'GOAL_ALREADY_RATED', ['input', 'occasion']);
  const of = { engagementId, aboutId, audience, goalId };
  const rating = { ratingId, raterId: context.actorId, party, occasion, scaling };
  return [{ type: 'GoalRated', data: { ...of, ...rating, level: sealedLevel(aboutId, level) } }];
};

const hasBaseline = ({ ratings }: Goal) =>
  [...ratings.values()].some(({ occasion }) => occasion === 'BASELINE');

const correct = ({ data, context }: commands.CorrectGoalRating, goal: Goal): GoalEvent[] => {
  const { engagementId, aboutId, audience, goalId, ratingId, corrects, level } = data;
  const wrong = goal.ratings.get(corrects);
  ensure(wrong, 'GOAL_RATING_NOT_FOUND', ['input', 'ratingId']);
  ensure(wrong.raterId === context.actorId, 'NOT_YOUR_RATING', ['input', 'ratingId']);
  ensure(!wrong.isCorrected, 'GOAL_RATING_CORRECTED', ['input', 'ratingId']);
  const { raterId, party, occasion } = wrong;
  const of = { engagementId, aboutId, audience, goalId, ratingId, raterId, party, occasion };
  const right = { scaling: goal.scaling, level: sealedLevel(aboutId, level), corrects };
  return [{ type: 'GoalRated', data: { ...of, ...right } }];
};

const decide = (command: commands.GoalCommand, goal: State): GoalEvent[] => {
  const { data } = command;
  if (command.type === 'ScaleGoal') {
    ensure(!goal, 'GOAL_ALREADY_SCALED');
    return [{ type: 'GoalScaled', data: scaled(command.data, data, 1) }];
  }
  ensure(isOf(goal, data), 'GOAL_NOT_FOUND', ['input', 'goalId']);
  switch (command.type) {
    case 'CorrectGoalRating':
      return correct(command, goal);
    case 'RateGoal':
      ensure(!goal.isDropped, 'GOAL_DROPPED');
      return rate(command, goal);
    case 'RescaleGoal': {
      ensure(!goal.isDropped, 'GOAL_DROPPED');
      ensure(!hasBaseline(goal), 'GOAL_HAS_BASELINE');
      ensure(command.data.replaces === goal.scaling, 'GOAL_SCALED_ANEW', ['input', 'scaling']);
      return [{ type: 'GoalRescaled', data: scaled(command.data, data, goal.scaling + 1) }];
    }
    case 'DropGoal': {
      if (goal.isDropped) return []; // dropping twice is harmless
      const { engagementId, aboutId, audience, goalId } = data;
      return [{ type: 'GoalDropped', data: { engagementId, aboutId, audience, goalId } }];
    }
  }
};

const evolve = (goal: State, { type, data }: GoalEvent): State => {
  if (type === 'GoalScaled') {
    const { engagementId, aboutId, audience, goalId, scaling } = data;
    return { engagementId, aboutId, audience, goalId, scaling, ratings: new Map(), isDropped: false };
  }
  if (!goal) return goal;
  switch (type) {
    case 'GoalRescaled':
      return { ...goal, scaling: data.scaling };
    case 'GoalDropped':
      return { ...goal, isDropped: true };
    case 'GoalRated': {
      const { ratingId, raterId, party, occasion, corrects } = data;
      const ratings = new Map(goal.ratings).set(ratingId, { raterId, party, occasion, isCorrected: false });
      const wrong = corrects === undefined ? undefined : ratings.get(corrects);
      if (corrects !== undefined && wrong) ratings.set(corrects, { ...wrong, isCorrected: true });
      return { ...goal, ratings };
    }
  }
};

/** A goal by goal attainment scaling: five levels described, rated by several parties over time. */
export const goal: Decider<commands.GoalCommand, GoalEvent, State> = {
  name: 'goal',
  commands: Object.values(commands),
  begins: [commands.ScaleGoal],
  streamId: ({ data }) => data.goalId,
  initialState: undefined,
  decide,
  evolve,
};
