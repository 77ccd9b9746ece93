import { type Graph } from '../graph.ts';
import { none, type Outcome, value } from '../outcome.ts';
import { commonOf } from './common.ts';

type Share<Reason extends string> = Outcome<{ value: number; n: number }, Reason>;

export interface TieChange {
  /** Pairs of people in both snapshots: with a tie in both (N11), before only (N10), after only (N01), in neither (N00). */
  readonly kept: number;
  readonly dissolved: number;
  readonly created: number;
  readonly absent: number;
  /** N11 / (N11 + N10 + N01), from 0 to 1. */
  readonly jaccard: Share<'NO_TIES'>;
  /** N10 + N01. */
  readonly hamming: number;
  /** N01 / (N01 + N00): of the ties that were not there, the share that came. */
  readonly creationRate: Share<'ALL_TIES_BEFORE'>;
  /** N10 / (N10 + N11): of the ties that were there, the share that went. */
  readonly dissolutionRate: Share<'NO_TIES_BEFORE'>;
  /** People who came and who went between the snapshots. Their ties are counted here and nowhere above. */
  readonly turnover: {
    readonly joined: readonly string[];
    readonly left: readonly string[];
    readonly tiesOfJoined: number;
    readonly tiesOfLeft: number;
  };
}

const share = <Reason extends string>(part: number, n: number, reason: Reason): Share<Reason> =>
  n === 0 ? none(reason) : value({ value: part / n, n });

/**
 * What became of ties between two snapshots of a network (Snijders, van de Bunt & Steglich 2010), among the people in both,
 * matched by name; turnover of people apart. Strengths and signs play no part. O(n + m).
 * @throws NetworkError NETWORK_DIRECTED where only one of the two is directed
 */
export const tieChange = (before: Graph, after: Graph): Outcome<TieChange, never> => {
  const common = commonOf(before, after);
  let [kept, dissolved, created] = [0, 0, 0];
  common.before.forEach((old, at) => {
    const young = common.after[at]!;
    if (old !== 0 && young !== 0) kept++;
    else if (old !== 0) dissolved++;
    else created++;
  });
  const absent = common.pairs - kept - dissolved - created;
  return value({
    kept,
    dissolved,
    created,
    absent,
    jaccard: share(kept, kept + dissolved + created, 'NO_TIES'),
    hamming: dissolved + created,
    creationRate: share(created, created + absent, 'ALL_TIES_BEFORE'),
    dissolutionRate: share(dissolved, dissolved + kept, 'NO_TIES_BEFORE'),
    turnover: {
      joined: common.joined,
      left: common.left,
      tiesOfJoined: after.ties - kept - created,
      tiesOfLeft: before.ties - kept - dissolved,
    },
  });
};
