export { betweenness } from './betweenness.ts';
export { harmonicCloseness } from './harmonic-closeness.ts';
