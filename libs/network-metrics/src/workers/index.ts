export { type WorkOptions, Workers } from './workers.ts';
