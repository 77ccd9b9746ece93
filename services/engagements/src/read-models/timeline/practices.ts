import { type Lines } from './lines.ts';

/** Secure base, working model, family system, conditions, practices and abilities. Ratings of conditions are told when released. */
export const practicesLines: Lines = {
  ExperimentDesigned: {
    audience: 'PAIR',
    thing: 'experimentId',
    details: ['relationship', 'design', 'prediction'],
  },
  ExperimentTried: { audience: 'PAIR', thing: 'experimentId', details: ['happened', 'support'] },
  ExperimentDebriefed: { audience: 'PAIR', thing: 'experimentId', details: ['learned'] },
  PatternNamed: {
    audience: 'PAIR',
    thing: 'patternId',
    details: ['trigger', 'expectation', 'protectiveStrategy'],
  },
  PatternRevised: {
    audience: 'PAIR',
    thing: 'patternId',
    details: ['trigger', 'expectation', 'protectiveStrategy'],
  },
  AlternativeFormed: { audience: 'PAIR', thing: 'alternativeId', details: ['alternative'] },
  AlternativeTried: { audience: 'PAIR', thing: 'alternativeId', details: ['happened'] },
  StrategyChosen: { audience: 'PAIR', thing: 'strategyId', details: ['strategy'] },
  StrategyTried: { audience: 'PAIR', thing: 'strategyId', details: ['response'] },
  StrategyAdopted: { audience: 'PAIR', thing: 'strategyId' },
  StrategyDropped: { audience: 'PAIR', thing: 'strategyId' },
  ConditionNamed: {
    audience: ({ isShared }) => (isShared ? 'TAKES_PART' : 'PAIR'),
    thing: 'conditionId',
    details: ['condition', 'wouldHelp'],
  },
  ConditionBroughtForward: { audience: 'PAIR', alsoFor: 'ownerId', thing: 'conditionId' },
  ConditionAccepted: { audience: 'PAIR', alsoFor: 'ownerId', thing: 'conditionId' },
  CommitmentMade: {
    audience: 'PAIR',
    alsoFor: 'ownerId',
    thing: 'conditionId',
    details: ['commitment', 'dueOn'],
  },
  CommitmentReported: {
    audience: 'PAIR',
    alsoFor: 'ownerId',
    thing: 'conditionId',
    details: ['status', 'report'],
  },
  ConditionRated: { audience: 'AUTHOR', thing: 'conditionId', details: ['rating'] },
  ConditionRatingReleased: { audience: 'TAKES_PART', alsoFor: 'ownerId', thing: 'conditionId' },
  PracticeOffered: { audience: 'TAKES_PART', details: ['practice'] },
  PracticeTaken: { audience: 'TAKES_PART', details: ['practice'] },
  PracticeRested: { audience: 'TAKES_PART', details: ['practice'] },
  AbilityRated: { audience: 'PAIR', details: ['ability', 'source', 'finding'] },
};
