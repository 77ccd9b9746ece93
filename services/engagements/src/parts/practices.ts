import { ConditionResolver } from '../api/condition.resolver.ts';
import {
  ConditionRatingsResolver,
  EngagementPracticesResolver,
} from '../api/engagement-practices.resolver.ts';
import { ExperimentResolver } from '../api/experiment.resolver.ts';
import { GoalOptionsResolver } from '../api/goal-options.resolver.ts';
import { MyConditionsResolver } from '../api/my-conditions.resolver.ts';
import { PatternResolver } from '../api/pattern.resolver.ts';
import { PracticesResolver } from '../api/practices.resolver.ts';
import { StrategyResolver } from '../api/strategy.resolver.ts';
import { Told } from '../api/told.ts';
import { TrialResolver, TrialsResolver } from '../api/trial.resolver.ts';
import { condition } from '../domain/condition.ts';
import { experiment } from '../domain/experiment.ts';
import { pattern } from '../domain/pattern.ts';
import { practices as practicesDecider } from '../domain/practices.ts';
import { strategy } from '../domain/strategy.ts';
import { ConditionRatingView, conditionRatingView } from '../read-models/condition-rating-view.ts';
import { ConditionView, conditionView } from '../read-models/condition-view.ts';
import { ExperimentView, experimentView } from '../read-models/experiment-view.ts';
import { ConditionAskedView } from '../read-models/condition-asked-view.ts';
import { KnownMap, knownMap, KnownTie, knownTie } from '../read-models/known-ties.ts';
import { PatternView, patternView } from '../read-models/pattern-view.ts';
import {
  AbilityFindingView,
  abilityFindingView,
  PracticesView,
  practicesView,
} from '../read-models/practices-views.ts';
import { StrategyView, strategyView } from '../read-models/strategy-view.ts';
import { TrialView, trialView } from '../read-models/trial-view.ts';
import { type Part } from './part.ts';

/** Secure base, working model, family system, conditions, practices and abilities. */
export const practices: Part = {
  deciders: [experiment, pattern, strategy, condition, practicesDecider],
  projections: [
    experimentView,
    patternView,
    strategyView,
    conditionView,
    conditionRatingView,
    practicesView,
    abilityFindingView,
    trialView,
    knownMap,
    knownTie,
  ],
  entities: [
    ExperimentView,
    PatternView,
    StrategyView,
    ConditionView,
    ConditionRatingView,
    PracticesView,
    AbilityFindingView,
    TrialView,
    ConditionAskedView,
    KnownMap,
    KnownTie,
  ],
  resolvers: [
    ExperimentResolver,
    PatternResolver,
    GoalOptionsResolver,
    StrategyResolver,
    ConditionResolver,
    ConditionRatingsResolver,
    MyConditionsResolver,
    PracticesResolver,
    EngagementPracticesResolver,
    TrialsResolver,
    TrialResolver,
  ],
  providers: [Told],
  rejections: {
    EXPERIMENT_ALREADY_DESIGNED: 'This experiment was designed before.',
    EXPERIMENT_NOT_FOUND: 'There is no such experiment among those that you may change.',
    EXPERIMENT_NOT_TRIED: 'There is nothing to look at yet. Note first that the experiment was tried.',
    PATTERN_ALREADY_NAMED: 'This pattern was named before. Revise it instead.',
    PATTERN_NOT_FOUND: 'There is no such pattern among those that you may change.',
    ALTERNATIVE_ALREADY_FORMED: 'This alternative was formed before.',
    ALTERNATIVE_NOT_FOUND: 'The pattern has no such alternative. Form it first.',
    STRATEGY_ALREADY_CHOSEN: 'This strategy was chosen before.',
    STRATEGY_NOT_FOUND: 'There is no such strategy among those that you may change.',
    STRATEGY_NOT_TRIED: 'A strategy is adopted after it was tried. Note first how the system responded.',
    STRATEGY_DROPPED: 'This strategy was dropped. Choose it anew for the tie.',
    TIE_NOT_FOUND: 'No system map of this engagement has such a tie now. Name a tie of one of its maps.',
    CONDITION_ALREADY_NAMED: 'This condition was named before.',
    CONDITION_NOT_FOUND: 'There is no such condition among those that you may see.',
    THEIRS_TO_BRING_FORWARD:
      'Only whose condition it is brings it to somebody who does not take part. Ask them to.',
    CONDITION_HAS_OWNER: 'Somebody owns this condition already. Its owner makes commitments.',
    CONDITION_ALREADY_RATED: 'This rating was given before. Rate anew.',
    OWNER_HAS_NO_PART:
      'Whoever owns a condition has a part in the engagement: client, member, coach, sponsor, or a line manager whom the agreement names. Name one of them.',
    NOT_THE_OWNER: 'Only the owner of the condition commits to something, and reports. Accept it first.',
    COMMITMENT_ALREADY_MADE: 'This commitment was made before.',
    COMMITMENT_NOT_FOUND: 'The condition has no such commitment. Make it first.',
    RATING_NOT_FOUND: 'There is no such rating among yours.',
    PRACTICE_NOT_OFFERED: 'A practice is taken up after the coach has offered it.',
    PRACTICE_NOT_IN_USE: 'Only a practice that is in use can rest.',
    FINDING_SOURCE_WRONG:
      'SELF is for the person’s own finding, OTHER for everybody else’s, MEASURE for an assessment’s.',
    FINDING_WITHOUT_MEASURE: 'A finding of a measure names its assessment, and no other finding does.',
  },
};
