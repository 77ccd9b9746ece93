// The side of the library: the answer is how many cells were published, the multiplications, and whether the budget sufficed.
import { policyOf, type Published, release } from '@securebase/disclosure-control';
import { type Jobs, type Prepare } from '../jobs.ts';
import { quarters } from './organization.ts';

/** Earlier releases are made with a smaller budget, so that preparing takes less time than measuring. */
const before = policyOf({ budget: 300_000_000 });

const after =
  (earlier: number, turnover: number): Prepare =>
  (people) => {
    const all = quarters(people, earlier + 1, turnover);
    const history = all
      .slice(0, -1)
      .reduce<readonly (readonly Published[])[]>(
        (done, cells) => [...done, release(cells, done, before).published],
        [],
      );
    const cells = all.at(-1) ?? [];
    return () => {
      const { published, cost } = release(cells, history, policyOf());
      const shown = published.filter(({ state }) => state === 'PUBLISHED').length;
      return [cells.length, shown, cost.operations, Number(cost.complete)];
    };
  };

export const jobs: Jobs = {
  first: after(0, 0),
  cohorts: after(20, 0.33),
  staff: after(20, 0.03),
};
