import { type Graph } from '../graph.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { commonOf } from './common.ts';

export interface WeightedChange {
  /** 0 exactly when no tie changed; 1 when no tie is in both; signed up to 2, when all turned to their opposite. */
  readonly value: number;
  /** People in both snapshots. */
  readonly n: number;
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/**
 * Weighted change between two snapshots: D = Σ|w₁ − w₀| / Σ max(|w₁|, |w₀|) over the union of the ties among the people in
 * both, matched by name; turnover of people is shown apart and changes nothing in D. From 0 to 1, in a signed network to 2.
 * (One less the weighted Jaccard similarity of Ruzicka 1958, for strengths above 0.) O(n + m).
 * @returns none where neither snapshot has a tie among them
 * @throws NetworkError NETWORK_DIRECTED where only one of the two is directed
 */
export const weightedChange = (before: Graph, after: Graph): Outcome<WeightedChange, 'NO_TIES'> => {
  const common = commonOf(before, after);
  if (common.before.length === 0) return none('NO_TIES');
  // Over the largest strength, so that no sum is too large for a double.
  const largest = [...common.before, ...common.after].reduce((sum, one) => Math.max(sum, Math.abs(one)), 0);
  let [changed, most] = [0, 0];
  common.before.forEach((old, at) => {
    const young = common.after[at]!;
    // Never 0 where a tie changed, however little.
    if (young !== old) changed += Math.max(Math.abs(young / largest - old / largest), Number.MIN_VALUE);
    most += Math.max(Math.abs(old), Math.abs(young)) / largest;
  });
  const { joined, left, names } = common;
  return value({
    value: changed === 0 ? 0 : Math.max(changed / most, Number.MIN_VALUE),
    n: names.length,
    joined,
    left,
  });
};
