import { type PairOrTeam } from '@securebase/contracts';
import { type Lines } from './lines.ts';

const said = ({ audience }: { readonly audience: PairOrTeam }) => audience;

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsLines: Lines = {
  GoalScaled: { audience: said, item: 'GOALS', thing: 'goalId', details: ['title'] },
  GoalRescaled: { audience: said, item: 'GOALS', thing: 'goalId', details: ['title'] },
  GoalRated: {
    audience: said,
    item: 'GOAL_RATINGS',
    thing: 'goalId',
    details: ['party', 'occasion', 'level'],
  },
  GoalDropped: { audience: said, item: 'GOALS', thing: 'goalId' },
  ActionCommitted: { audience: said, thing: 'actionId', details: ['words', 'dueOn'] },
  ActionCompleted: { audience: said, thing: 'actionId' },
  ActionDropped: { audience: said, thing: 'actionId' },
  EssentialQuestionOpened: { audience: said, thing: 'questionId', details: ['words'] },
  EssentialQuestionReworded: { audience: said, thing: 'questionId', details: ['words'] },
  EssentialQuestionRevisited: { audience: said, thing: 'questionId', details: ['thought'] },
  EssentialQuestionRested: { audience: said, thing: 'questionId' },
  MidpointReviewHeld: { audience: said, thing: 'reviewId', details: ['lookedAt', 'toChange'] },
};
