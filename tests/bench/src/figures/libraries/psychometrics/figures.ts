import { type Setup } from '../../../report.ts';
import { compare } from '../compare.ts';

const ours = new URL('library.ts', import.meta.url).href;
const peer = { name: 'simple-statistics', module: new URL('peer.ts', import.meta.url).href };

/** Scoring a million sheets of 36 items with gaps, and α, ω and ICCs on 100,000 × 36, one thread, CPU time. */
export const psychometrics = async (setup: Setup): Promise<void> => {
  const [million, hundredThousand] = setup.quick ? [50_000, 5_000] : [1_000_000, 100_000];
  const on = `CPU on ${hundredThousand} × 36 of`;
  await compare(setup, {
    figure: 'psychometrics-score',
    job: 'score',
    size: million,
    ours,
    peer,
    divided: `CPU of scoring ${million} sheets of 36 items on two scales, a third reversed, one answer in fifty missing`,
    dividedBy: 'the same with the means of simple-statistics, sheet by sheet',
    target: { atMost: 1 },
  });
  await compare(setup, {
    figure: 'psychometrics-alpha',
    job: 'alpha',
    size: hundredThousand,
    ours,
    peer,
    divided: `${on} α, complete sheets`,
    dividedBy: 'the same with the variances of simple-statistics',
    target: { atMost: 1 },
  });
  await compare(setup, {
    figure: 'psychometrics-icc',
    job: 'icc',
    size: hundredThousand,
    ours,
    peer,
    divided: `${on} the six ICCs with F tests and intervals`,
    dividedBy: 'two of them, without tests or intervals, with the means and variances of simple-statistics',
    target: { atMost: 1 },
  });
  const alone = { size: hundredThousand, ours };
  await compare(setup, {
    ...alone,
    figure: 'psychometrics-alpha-pairwise',
    job: 'alphaPairwise',
    divided: `${on} α, pairwise; by itself`,
  });
  await compare(setup, {
    ...alone,
    figure: 'psychometrics-omega',
    job: 'omega',
    divided: `${on} ω by maximum likelihood; by itself`,
  });
};
