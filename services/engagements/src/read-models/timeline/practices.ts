import { type Lines } from './lines.ts';

/** Secure base, working model, family system, conditions, practices and abilities. Ratings of conditions are told when released. */
export const practicesLines: Lines = {
  ExperimentDesigned: {
    strand: 'TRIED',
    audience: 'PAIR',
    thing: 'experimentId',
    details: ['relationship', 'design', 'prediction'],
  },
  ExperimentTried: {
    strand: 'TRIED',
    audience: 'PAIR',
    thing: 'experimentId',
    details: ['happened', 'support'],
  },
  ExperimentDebriefed: { strand: 'TRIED', audience: 'PAIR', thing: 'experimentId', details: ['learned'] },
  PatternNamed: {
    audience: 'PAIR',
    thing: 'patternId',
    details: ['trigger', 'expectation', 'protectiveStrategy'],
  },
  PatternRevised: {
    strand: 'CHANGED',
    audience: 'PAIR',
    thing: 'patternId',
    details: ['trigger', 'expectation', 'protectiveStrategy'],
  },
  AlternativeFormed: {
    strand: 'TRIED',
    audience: 'PAIR',
    thing: 'patternId',
    details: ['alternativeId', 'alternative'],
  },
  AlternativeRevised: {
    strand: 'TRIED',
    audience: 'PAIR',
    thing: 'patternId',
    details: ['alternativeId', 'alternative'],
  },
  AlternativeTried: {
    strand: 'TRIED',
    audience: 'PAIR',
    thing: 'patternId',
    details: ['alternativeId', 'happened'],
  },
  StrategyChosen: { strand: 'TRIED', audience: 'PAIR', thing: 'strategyId', details: ['strategy'] },
  StrategyTried: { strand: 'TRIED', audience: 'PAIR', thing: 'strategyId', details: ['response'] },
  StrategyAdopted: { strand: 'CHANGED', audience: 'PAIR', thing: 'strategyId' },
  StrategyDropped: { strand: 'CHANGED', audience: 'PAIR', thing: 'strategyId' },
  ConditionNamed: {
    audience: ({ isShared }) => (isShared ? 'TAKES_PART' : 'PAIR'),
    thing: 'conditionId',
    details: ['condition', 'wouldHelp'],
  },
  ConditionBroughtForward: { audience: 'PAIR', alsoFor: 'ownerId', thing: 'conditionId' },
  ConditionAccepted: { strand: 'AGREED', audience: 'PAIR', alsoFor: 'ownerId', thing: 'conditionId' },
  CommitmentMade: {
    strand: 'AGREED',
    audience: 'PAIR',
    alsoFor: 'ownerId',
    thing: 'conditionId',
    details: ['commitment', 'dueOn'],
  },
  CommitmentReported: {
    strand: 'AGREED',
    audience: 'PAIR',
    alsoFor: 'ownerId',
    thing: 'conditionId',
    details: ['status', 'report'],
  },
  ConditionRated: { strand: 'CHANGED', audience: 'AUTHOR', thing: 'conditionId', details: ['rating'] },
  ConditionRatingReleased: {
    strand: 'CHANGED',
    audience: 'TAKES_PART',
    alsoFor: 'ownerId',
    thing: 'conditionId',
  },
  PracticeOffered: { audience: 'TAKES_PART', details: ['practice'] },
  PracticeTaken: { audience: 'TAKES_PART', details: ['practice'] },
  PracticeRested: { audience: 'TAKES_PART', details: ['practice'] },
  AbilityRated: {
    strand: 'CHANGED',
    audience: 'PAIR',
    thing: 'findingId',
    details: ['ability', 'source', 'finding'],
  },
};
