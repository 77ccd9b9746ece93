export * from './alpha.ts';
export * from './describe.ts';
export * from './outcome.ts';
export * from './scale.ts';
export * from './score.ts';
