import { type Setup } from '../../../report.ts';
import { compare } from '../compare.ts';

const ours = new URL('library.ts', import.meta.url).href;

/** Auditing releases, one thread, CPU time; a first one of three sizes, and one after twenty earlier ones. */
export const disclosure = async (setup: Setup): Promise<void> => {
  const sizes = setup.quick ? [1_000] : [1_000, 10_000, 100_000];
  for (const size of sizes)
    await compare(setup, {
      figure: `disclosure-first-${size}`,
      job: 'first',
      size,
      ours,
      divided: `CPU of the first release of an organization of ${size} people; by itself`,
    });
  const size = setup.quick ? 1_000 : 100_000;
  const few = { ...setup, rounds: Math.min(setup.rounds, 2) };
  for (const [job, who] of [
    ['cohorts', 'a third of them new in each quarter'],
    ['staff', 'three in a hundred of them new in each quarter'],
  ] as const)
    await compare(few, {
      figure: `disclosure-${job}`,
      job,
      size,
      ours,
      divided: `CPU of a release against 20 earlier ones, ${size} people, ${who}; by itself`,
      target: { atMost: 60_000 },
    });
};
