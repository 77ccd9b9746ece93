export * from './alpha.ts';
export * from './describe.ts';
export * from './omega.ts';
export { oneFactor, type OneFactor } from './one-factor.ts';
export { itemStatistics, type AnswerShare, type ItemRest, type ItemStatistics } from './item-statistics.ts';
export { keyedCovariance, type AnswerSheets, type Gaps, type KeyedCovariance } from './keyed-covariance.ts';
export * from './unreversed.ts';

export * from './scale.ts';
export * from './score.ts';
export * from './score-matrix.ts';
export { answerMatrix, matrixOf, type AnswerCells, type AnswerMatrix } from './matrix.ts';

export * from './agreement/groups.ts';
export * from './agreement/rwg.ts';
export * from './agreement/self-other.ts';
export * from './raters/icc.ts';
export { type MeanSquares } from './raters/two-way.ts';

export * from './change/equivalence.ts';
export * from './change/equivalence-odds.ts';
export * from './change/goal-attainment.ts';
export { noncentrality, noncentralTCdf } from './change/noncentral-t.ts';
export * from './change/standardized.ts';

export * from './individual/clinical-change.ts';
export * from './individual/norms.ts';
export * from './individual/reliable-change.ts';

export * from './keys/contradictions.ts';
export * from './keys/known-keys.ts';

export { type Column, type Matrix } from './columns.ts';
export { type Interval, type IntervalReason } from './interval.ts';
export { type NotComputed, type Outcome } from './outcome.ts';
export { type Place, Refusal, type RefusalCode } from './refusal.ts';
