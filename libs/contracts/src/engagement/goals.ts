import { z } from 'zod';
import { occasion } from '../assessments.ts';
import { day, event, id, personal } from '../define.ts';

/** Who reads what is between a client or member and the coaches, when it is shared no further than with the team. */
export const pairOrTeam = z
  .enum(['PAIR', 'TAKES_PART'])
  .meta({ description: 'For whom it is: whom it is about and the coaches, or everybody who takes part.' });
export type PairOrTeam = z.infer<typeof pairOrTeam>;

export const goalRater = z
  .enum(['CLIENT', 'COACH', 'SPONSOR', 'LINE_MANAGER'])
  .meta({ description: 'As what somebody rates a goal; the one whose goal it is does so as the client.' });
export type GoalRater = z.infer<typeof goalRater>;

const ofEngagement = {
  engagementId: id('The engagement.'),
  aboutId: id('Whom it is about: the client or a member. Of a team, who speaks for it.'),
  audience: pairOrTeam,
};

const goal = { ...ofEngagement, goalId: id('The goal.') };
const scaling = z
  .int()
  .positive()
  .meta({ description: '1, 2, 3 …: which description of its levels, counted from the first.' });
const scale = {
  ...goal,
  scaling,
  title: personal('What is to be reached, in a few words.', 'aboutId'),
  levels: personal('What each level is like: five descriptions, from −2 to +2.', 'aboutId'),
  weight: personal('How much it counts beside the other goals: a number above 0.', 'aboutId'),
};

const action = { ...ofEngagement, actionId: id('The action.') };
const question = { ...ofEngagement, questionId: id('The essential question.') };

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goalsEvents = [
  event('GoalScaled', 'A goal is set, and its five levels are described.', z.strictObject(scale)),
  event('GoalRescaled', 'The levels are described anew, before the baseline.', z.strictObject(scale)),
  event(
    'GoalRated',
    'Somebody says how far a goal is attained; a correction is a rating that names the one it corrects.',
    z.strictObject({
      ...goal,
      ratingId: id('The rating.'),
      raterId: id('Who rates.'),
      party: goalRater,
      occasion,
      scaling,
      level: personal('The level: a whole number from −2 to +2, where 0 is as expected.', 'aboutId'),
      corrects: id('The rating that it corrects.').optional(),
    }),
  ),
  event('GoalDropped', 'The goal is not pursued any more; its ratings stay.', z.strictObject(goal)),

  event(
    'ActionCommitted',
    'Somebody means to do something.',
    z.strictObject({
      ...action,
      goalId: id('The goal that it serves.').optional(),
      words: personal('What is to be done.', 'aboutId'),
      dueOn: day('By when.').optional(),
    }),
  ),
  event('ActionCompleted', 'It is done.', z.strictObject(action)),
  event('ActionDropped', 'It will not be done.', z.strictObject(action)),

  event(
    'EssentialQuestionOpened',
    'A question that has no deadline and no score is there.',
    z.strictObject({ ...question, words: personal('The question.', 'aboutId') }),
  ),
  event(
    'EssentialQuestionReworded',
    'The question has come to be another one; the earlier wording stays.',
    z.strictObject({ ...question, words: personal('The question as it is now.', 'aboutId') }),
  ),
  event(
    'EssentialQuestionRevisited',
    'The question was looked at again; one that rested is alive again.',
    z.strictObject({ ...question, thought: personal('What came of it.', 'aboutId').optional() }),
  ),
  event('EssentialQuestionRested', 'The question is put to rest.', z.strictObject(question)),

  event(
    'MidpointReviewHeld',
    'Client and coach have looked back and ahead.',
    z.strictObject({
      ...ofEngagement,
      reviewId: id('The review.'),
      sessionId: id('The session in which it was held.').optional(),
      lookedAt: personal('What was looked at.', 'aboutId'),
      toChange: personal('What is to change.', 'aboutId'),
    }),
  ),
] as const;
