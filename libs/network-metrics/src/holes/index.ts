export { constraint } from './constraint.ts';
export { effectiveSize } from './effective-size.ts';
