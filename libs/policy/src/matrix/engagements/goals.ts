import { type Grants, type Matrix, may } from '../../define.ts';

const readers: Grants = { CLIENT: 'READER', COACH: 'READER', SPONSOR: 'READER' };
/** Goals and their ratings are shared with line managers, too, by agreement. */
const andManagers: Grants = { ...readers, LINE_MANAGER: 'READER' };
const pair: Grants = may('CLIENT', 'COACH');
const parties: Grants = may('CLIENT', 'COACH', 'SPONSOR');
const raters: Grants = may('CLIENT', 'COACH', 'SPONSOR', 'LINE_MANAGER');

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsMatrix: Matrix = {
  'Query.goal': raters,
  'Mutation.commitToAction': pair,
  'Mutation.completeAction': pair,
  'Mutation.correctGoalRating': raters,
  'Mutation.dropAction': pair,
  'Mutation.dropGoal': pair,
  'Mutation.holdMidpointReview': pair,
  'Mutation.openEssentialQuestion': pair,
  'Mutation.rateGoal': raters,
  'Mutation.rescaleGoal': pair,
  'Mutation.restEssentialQuestion': pair,
  'Mutation.revisitEssentialQuestion': pair,
  'Mutation.rewordEssentialQuestion': pair,
  'Mutation.scaleGoal': pair,
  'Engagement.actions': parties,
  'Engagement.essentialQuestions': parties,
  'Engagement.goalAttainment': parties,
  'Engagement.goals': parties,
  'Engagement.midpointReviews': parties,
  'Action.*': readers,
  'EssentialQuestion.*': readers,
  'Goal.*': andManagers,
  'GoalAttainment.*': readers,
  'GoalRating.*': andManagers,
  'MidpointReview.*': readers,
  'QuestionSaying.*': readers,
};
