export * from './decider.ts';
export * from './projection.ts';
export * from './reaction.ts';
export * from './sealed.ts';
