export { qapCorrelation, type QapCorrelation, type QapOptions } from './qap.ts';
export { tieChange, type TieChange } from './tie-change.ts';
export { weightedChange, type WeightedChange } from './weighted-change.ts';
