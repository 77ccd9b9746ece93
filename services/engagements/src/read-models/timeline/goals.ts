import { type PairOrTeam } from '@securebase/contracts';
import { type Lines } from './lines.ts';

const said = ({ audience }: { readonly audience: PairOrTeam }) => audience;

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsLines: Lines = {
  GoalScaled: { strand: 'AGREED', audience: said, item: 'GOALS', thing: 'goalId', details: ['title'] },
  GoalRescaled: { strand: 'AGREED', audience: said, item: 'GOALS', thing: 'goalId', details: ['title'] },
  GoalRated: {
    strand: 'CHANGED',
    audience: said,
    item: 'GOAL_RATINGS',
    thing: 'goalId',
    details: ['party', 'occasion', 'level'],
  },
  GoalDropped: { strand: 'AGREED', audience: said, item: 'GOALS', thing: 'goalId' },
  ActionCommitted: { strand: 'AGREED', audience: said, thing: 'actionId', details: ['words', 'dueOn'] },
  ActionCompleted: { strand: 'AGREED', audience: said, thing: 'actionId' },
  ActionDropped: { strand: 'AGREED', audience: said, thing: 'actionId' },
  EssentialQuestionOpened: { audience: said, thing: 'questionId', details: ['words'] },
  EssentialQuestionReworded: { strand: 'CHANGED', audience: said, thing: 'questionId', details: ['words'] },
  EssentialQuestionRevisited: { audience: said, thing: 'questionId', details: ['thought'] },
  EssentialQuestionRested: { strand: 'CHANGED', audience: said, thing: 'questionId' },
  MidpointReviewHeld: {
    strand: 'CHANGED',
    audience: said,
    thing: 'reviewId',
    details: ['lookedAt', 'toChange'],
  },
};
