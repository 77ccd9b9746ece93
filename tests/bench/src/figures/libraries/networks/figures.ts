import { type Setup } from '../../../report.ts';
import { compare } from '../compare.ts';

const ours = new URL('library.ts', import.meta.url).href;
const peer = { name: 'graphology', module: new URL('peer.ts', import.meta.url).href };

/** Betweenness over graphology's; communities and all metrics of a team by themselves. One thread, CPU time. */
export const networks = async (setup: Setup): Promise<void> => {
  const [some, many] = setup.quick ? [300, 5_000] : [5_000, 100_000];
  await compare(setup, {
    figure: 'networks-betweenness',
    job: 'betweenness',
    size: some,
    ours,
    peer,
    divided: `CPU of betweenness, ${some} actors, ${10 * some} ties, all sources`,
    dividedBy: 'the same by graphology',
    target: { atMost: 0.5 },
  });
  await compare(setup, {
    figure: 'networks-communities',
    job: 'communities',
    size: many,
    ours,
    divided: `CPU of communities, ${many} actors, ${10 * many} ties; by itself`,
  });
  await compare(setup, {
    figure: 'networks-team',
    job: 'team',
    size: 200,
    ours,
    divided: 'CPU of all metrics of 200 actors with 2,000 ties; by itself',
    target: { atMost: 20 },
  });
};
