export { density } from './density.ts';
export { type Adjacency, type Graph, graphOf, graphOfColumns, type Tie, type TieColumns } from './graph.ts';
export { NetworkError, type NetworkErrorCode, type Place } from './network-error.ts';
export { type NodeValues, type NotComputed, type Outcome, type PartialNodeValues } from './outcome.ts';
export { reciprocity } from './reciprocity.ts';
export * from './paths/index.ts';
export { type Strengths } from './strengths.ts';
export * from './holes/index.ts';
export * from './spectral/index.ts';
