import { setTimeout as after } from 'node:timers/promises';

/** Starts work at a steady rate, whether earlier work is done or not, and returns what each yielded. */
export const openLoop = async <T>(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  work: (index: number) => Promise<T>,
): Promise<T[]> => {
  const started = performance.now();
  const running: Promise<T>[] = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = started + (index * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await after(early);
    running.push(work(index));
  }
  return Promise.all(running);
};
