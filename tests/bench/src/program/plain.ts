import { type Setup } from '../report.ts';
import { withStore } from '../store.ts';
import { fillSums, rebuildSums, writers } from '../sums.ts';
import { eventsPerKey } from '../workload.ts';

/** Events per second of a rebuild of the plain read model, each time it is asked for. */
export const withPlain = <T>(
  adminUrl: string,
  { quick, seed }: Setup,
  work: (rebuildPlain: () => Promise<number>) => Promise<T>,
): Promise<T> =>
  withStore(adminUrl, writers, async (made) => {
    const keys = quick ? 100 : 1_000;
    await fillSums(made, { keys, seed });
    await rebuildSums(made.database); // compiled code is meant
    return work(async () => {
      const { seconds, right } = await rebuildSums(made.database);
      if (right !== keys) throw new Error('Not every rebuilt row is right.');
      return (keys * eventsPerKey) / seconds;
    });
  });
