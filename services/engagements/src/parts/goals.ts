import { ActionResolver } from '../api/action.resolver.ts';
import { EngagementGoalsResolver } from '../api/engagement-goals.resolver.ts';
import { GoalRatingResolver, GoalResolver } from '../api/goal.resolver.ts';
import { MidpointResolver } from '../api/midpoint.resolver.ts';
import { QuestionResolver, QuestionSayingResolver } from '../api/question.resolver.ts';
import { action } from '../domain/action.ts';
import { goal } from '../domain/goal.ts';
import { midpoint } from '../domain/midpoint.ts';
import { question } from '../domain/question.ts';
import { ActionView, actionView } from '../read-models/action-view.ts';
import { GoalView, goalView } from '../read-models/goal-view.ts';
import { MidpointView, midpointView } from '../read-models/midpoint-view.ts';
import { QuestionView, questionView } from '../read-models/question-view.ts';
import { type Part } from './part.ts';

/** Goals by goal attainment scaling, actions, essential questions, the midpoint. */
export const goals: Part = {
  deciders: [goal, action, question, midpoint],
  projections: [goalView, actionView, questionView, midpointView],
  entities: [GoalView, ActionView, QuestionView, MidpointView],
  resolvers: [
    GoalResolver,
    GoalRatingResolver,
    ActionResolver,
    QuestionResolver,
    QuestionSayingResolver,
    MidpointResolver,
    EngagementGoalsResolver,
  ],
  rejections: {
    ABOUT_CLIENT_OR_MEMBER:
      'This is about the client or a member of the engagement. Say in aboutId about which of them.',
    NOT_YOURS_TO_SHARE:
      'Whether everybody who takes part reads it is decided by the one whom it is about. Leave it between them and the coaches.',
    GOAL_ALREADY_SCALED: 'This goal was scaled before.',
    GOAL_NOT_FOUND: 'There is no such goal among those that are for you.',
    GOAL_LEVELS_INCOMPLETE: 'A goal has five levels, from −2 to +2. Describe each of them.',
    GOAL_WEIGHT_NOT_POSITIVE: 'The weight of a goal is above 0; equal weights count all goals alike.',
    GOAL_LEVEL_OUT_OF_RANGE: 'A goal is rated with a whole number from −2 to +2; 0 is as expected.',
    GOAL_SCALED_ANEW:
      'The levels of this goal were described anew since you read them. Read them, and decide again.',
    GOAL_HAS_BASELINE:
      'The baseline of this goal is taken, so its levels stay. Drop the goal and scale another one.',
    GOAL_WITHOUT_BASELINE: 'The baseline of this goal is not taken yet. Rate it for the BASELINE first.',
    GOAL_ALREADY_RATED: 'This party has rated the goal for this occasion. Correct that rating instead.',
    GOAL_RATING_NOT_FOUND: 'The goal has no such rating.',
    GOAL_RATING_CORRECTED: 'This rating was corrected before. Correct the newest one.',
    NOT_YOUR_RATING: 'Only who has rated corrects the rating.',
    GOAL_DROPPED: 'The goal was dropped. Scale another one to go on with it.',
    ACTION_ALREADY_COMMITTED: 'This action was committed to before.',
    ACTION_NOT_FOUND: 'There is no such action among those that are for you.',
    ACTION_OVER: 'The action was completed or dropped before. Commit to another one.',
    QUESTION_ALREADY_OPENED: 'This essential question was opened before.',
    QUESTION_NOT_FOUND: 'There is no such essential question among those that are for you.',
    QUESTION_RESTS: 'The essential question rests. Revisit it before you reword it.',
    MIDPOINT_REVIEW_ALREADY_HELD: 'This midpoint review was written down before.',
    NOT_A_MIDPOINT_SESSION:
      'The engagement has no such session of the kind MIDPOINT. Name one, or leave the session out.',
  },
};
