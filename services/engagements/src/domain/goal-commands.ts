import { type GoalRater, type Occasion } from '@securebase/contracts';
import { ensure } from '@securebase/domain-kit';
import { type Phase } from './engagement-state.ts';
import { BeginPairWork, ChangePairWork, type OfPair } from './pair-work.ts';
import { type Doer } from './work.ts';

interface OfGoal extends OfPair {
  readonly goalId: string;
}
export interface Scale {
  readonly title: string;
  /** From −2 to +2. */
  readonly levels: readonly string[];
  readonly weight: number;
}
export interface Rating {
  readonly ratingId: string;
  readonly party: GoalRater;
  readonly occasion: Occasion;
  /** Which description of the levels was read. */
  readonly scaling: number;
  readonly level: number;
}

/** As what somebody takes part in an engagement who rates. */
const ratersAs: Readonly<Record<GoalRater, readonly Doer[]>> = {
  CLIENT: ['CLIENT', 'MEMBER'],
  COACH: ['COACH'],
  SPONSOR: ['SPONSOR'],
  LINE_MANAGER: ['LINE_MANAGER'],
};
const phasesOf: Readonly<Record<Occasion, readonly Phase[]>> = {
  BASELINE: ['ACTIVE'],
  MIDPOINT: ['ACTIVE'],
  CLOSING: ['ACTIVE', 'COMPLETED'],
  FOLLOW_UP: ['COMPLETED'],
};

export class ScaleGoal extends BeginPairWork<OfGoal & Scale> {
  readonly type = 'ScaleGoal';
}

abstract class ChangeGoal<D extends OfGoal = OfGoal> extends ChangePairWork<D> {
  override readonly hidden = ['GOAL_NOT_FOUND', 'goalId'] as const;
  override readonly item = 'GOALS';
}
export class RescaleGoal extends ChangeGoal<OfGoal & Scale & { replaces: number }> {
  readonly type = 'RescaleGoal';
}
export class DropGoal extends ChangeGoal {
  readonly type = 'DropGoal';
}

/** Whoever may read the goal rates it as what they are; as the client, whose goal it is. */
export class RateGoal extends ChangeGoal<OfGoal & Rating> {
  readonly type = 'RateGoal';
  override readonly by = ratersAs[this.data.party];
  override readonly during = phasesOf[this.data.occasion];
  override readonly ensureFits = (): void => {
    const { party, aboutId } = this.data;
    ensure(party !== 'CLIENT' || aboutId === this.context.actorId, 'NOT_FOR_THIS_PARTY', ['input', 'party']);
  };
}
export class CorrectGoalRating extends ChangeGoal<
  OfGoal & { ratingId: string; corrects: string; level: number }
> {
  readonly type = 'CorrectGoalRating';
  override readonly by: readonly Doer[] = ['CLIENT', 'COACH', 'MEMBER', 'SPONSOR', 'LINE_MANAGER'];
  override readonly during: readonly Phase[] = ['ACTIVE', 'COMPLETED'];
  override readonly ensureFits = (): void => {
    // The goal knows whose rating it is.
  };
}

export type GoalCommand = ScaleGoal | RescaleGoal | RateGoal | CorrectGoalRating | DropGoal;
