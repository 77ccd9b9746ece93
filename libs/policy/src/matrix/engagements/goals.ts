import { type Grants, type Matrix, may } from '../../define.ts';

const readers: Grants = { CLIENT: 'READER', COACH: 'READER', SPONSOR: 'READER' };
const pair: Grants = may('CLIENT', 'COACH');
const parties: Grants = may('CLIENT', 'COACH', 'SPONSOR');

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsMatrix: Matrix = {
  'Query.goal': parties,
  'Mutation.commitToAction': pair,
  'Mutation.completeAction': pair,
  'Mutation.correctGoalRating': parties,
  'Mutation.dropAction': pair,
  'Mutation.dropGoal': pair,
  'Mutation.holdMidpointReview': pair,
  'Mutation.openEssentialQuestion': pair,
  'Mutation.rateGoal': parties,
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
  'Goal.*': readers,
  'GoalAttainment.*': readers,
  'GoalRating.*': readers,
  'MidpointReview.*': readers,
  'QuestionSaying.*': readers,
};
