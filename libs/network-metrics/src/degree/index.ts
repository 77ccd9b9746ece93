export { betweennessCentralization, type Centralization, degreeCentralization } from './centralization.ts';
export { degree, signedDegree, strength } from './degree.ts';
