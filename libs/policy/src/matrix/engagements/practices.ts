import { type Grants, type Matrix, may } from '../../define.ts';

/** Those who take part, where it is for them. */
const readers: Grants = { CLIENT: 'READER', COACH: 'READER' };
/** And an owner of a condition who was asked. */
const owners: Grants = { ...readers, SPONSOR: 'READER', LINE_MANAGER: 'READER' };
const work = may('CLIENT', 'COACH');
const owning = may('CLIENT', 'COACH', 'SPONSOR', 'LINE_MANAGER');

/** Secure base, working model, family system, conditions, practices and abilities. */
export const practicesMatrix: Matrix = {
  'Mutation.designExperiment': work,
  'Mutation.tryExperiment': work,
  'Mutation.debriefExperiment': work,
  'Mutation.namePattern': work,
  'Mutation.revisePattern': work,
  'Mutation.formAlternative': work,
  'Mutation.reviseAlternative': work,
  'Mutation.tryAlternative': work,
  'Mutation.chooseStrategy': work,
  'Mutation.tryStrategy': work,
  'Mutation.adoptStrategy': work,
  'Mutation.dropStrategy': work,
  'Mutation.nameCondition': work,
  'Mutation.bringConditionForward': work,
  'Query.myConditions': owning,
  'Mutation.acceptCondition': owning,
  'Mutation.makeCommitment': owning,
  'Mutation.reportCommitment': owning,
  'Mutation.rateCondition': may('CLIENT'),
  'Mutation.releaseConditionRating': may('CLIENT'),
  'Mutation.offerPractice': may('COACH'),
  'Mutation.takePractice': work,
  'Mutation.restPractice': work,
  'Mutation.rateAbility': work,
  'Engagement.experiments': work,
  'Engagement.patterns': work,
  'Engagement.strategies': work,
  'Engagement.conditions': owning,
  'Engagement.practices': work,
  'Engagement.trials': work,
  'Engagement.abilityFindings': work,
  'Experiment.*': readers,
  'ExperimentTry.*': 'EVERYBODY',
  'ExperimentDebrief.*': 'EVERYBODY',
  'Goal.options': readers,
  'Pattern.*': readers,
  'Alternative.*': 'EVERYBODY',
  'AlternativeTry.*': 'EVERYBODY',
  'Strategy.*': readers,
  'Trial.*': readers,
  'StrategyTry.*': 'EVERYBODY',
  'Condition.*': owners,
  'Commitment.*': 'EVERYBODY',
  'ConditionRating.*': owners,
  'Practices.*': readers,
  'AbilityFinding.*': readers,
};
