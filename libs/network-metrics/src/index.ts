export { density, type Metric } from './density.ts';
export { type Network, NotANetwork } from './network.ts';
export { reciprocity } from './reciprocity.ts';
