export { balance, type Balance } from './balance.ts';
export { components, type Components } from './components.ts';
export { coreNumbers, type Direction } from './core-numbers.ts';
export { corePeriphery, type CorePeriphery } from './core-periphery.ts';
export { averageClusteringWithZeros, localClustering, transitivity } from './transitivity.ts';
export { triadCensus, TRIADS, type Triad } from './triad-census.ts';
