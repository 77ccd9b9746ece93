export {
  sampledBetweenness,
  type Sampled,
  type SampledBetweenness,
  type SamplingOptions,
} from './sampled-betweenness.ts';
