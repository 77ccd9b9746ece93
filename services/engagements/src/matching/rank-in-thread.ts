import { Worker } from 'node:worker_threads';
import { type Cohort, type Progress } from '../domain/matching/ranking.ts';
import { type Proposal } from '../domain/matching/terms.ts';

type Told = { readonly progress: Progress } | { readonly proposals: readonly Proposal[] };

/**
 * Ranks in a thread of its own, so that nobody who asks meanwhile waits for it.
 * @throws whatever the thread threw, or Error when it ended without an answer
 */
export const rankInThread = (
  cohort: Cohort,
  progress: (progress: Progress) => void = () => undefined,
): Promise<readonly Proposal[]> => {
  // From the sources as they are, or from what was built of them: the thread's code lies beside this file.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), { workerData: cohort });
  return new Promise((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if ('proposals' in told) resolve(told.proposals);
      else progress(told.progress);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(new Error('The ranking’s thread ended without an answer.'));
    });
  });
};
