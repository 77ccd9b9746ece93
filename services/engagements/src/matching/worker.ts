// Runs in a thread of its own: a ranking takes seconds of a processor, and memory that it gives back by ending.
import { parentPort, workerData } from 'node:worker_threads';
import { type Cohort, rankCoaches } from '../domain/matching/ranking.ts';
import { loadSolver } from './solver.ts';

const solve = await loadSolver();
const proposals = await rankCoaches(workerData as Cohort, solve, (progress) =>
  parentPort?.postMessage({ progress }),
);
parentPort?.postMessage({ proposals });
