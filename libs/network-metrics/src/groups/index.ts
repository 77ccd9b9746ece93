export { brokerage, BROKERAGE_ROLES, type BrokerageRole } from './brokerage.ts';
export { eiIndex, type EiIndex } from './ei-index.ts';
export { type Groups } from './groups.ts';
export { assortativity, type Mixing, mixingMatrix } from './mixing.ts';
export { modularity } from './modularity.ts';
