export * from './decider.ts';
export * from './derived.ts';
export * from './projection.ts';
export * from './reaction.ts';
export * from './sealed.ts';
