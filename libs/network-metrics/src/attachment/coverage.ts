import { type Graph } from '../graph.ts';
import { none, type NotComputed, type Outcome, value } from '../outcome.ts';
import { ATTACHMENT_FUNCTIONS, type AttachmentFunction, type AttachmentNetwork } from './network.ts';

const count = ({ offsets }: Graph['out'], node: number): number => offsets[node + 1]! - offsets[node]!;

/**
 * Coverage: for each function the share of the people who turn to at least one other for it. From 0 to 1. O(n).
 * @returns none for a network of nobody
 */
export const coverage = ({
  nodes,
  functions,
}: AttachmentNetwork): Outcome<
  { values: Readonly<Record<AttachmentFunction, number>>; n: number },
  'NO_NODES'
> => {
  const n = nodes.length;
  if (n === 0) return none('NO_NODES');
  const share = (one: AttachmentFunction) =>
    nodes.filter((_, node) => count(functions[one].out, node) > 0).length / n;
  const values = Object.fromEntries(ATTACHMENT_FUNCTIONS.map((one) => [one, share(one)]));
  return value({ values: values as Record<AttachmentFunction, number>, n });
};

/**
 * For each person: `noNamedSafeHaven`, who turns to nobody as a safe haven, and `reliesOnOne`, who turns to exactly one. In the
 * order of the people. A finding about a named person: shown to that person only. O(n).
 */
export const safeHavens = ({
  nodes,
  functions,
}: AttachmentNetwork): readonly {
  readonly safeHavens: number;
  readonly noNamedSafeHaven: boolean;
  readonly reliesOnOne: boolean;
}[] =>
  nodes.map((_, node) => {
    const havens = count(functions.SAFE_HAVEN.out, node);
    return { safeHavens: havens, noNamedSafeHaven: havens === 0, reliesOnOne: havens === 1 };
  });

/**
 * Support ratio: for each person, to how many they turn for a function over how many turn to them (out / in). 0 and above; in
 * the order of the people. A finding about a named person: shown to that person only. O(n).
 * @returns for a person to whom nobody turns the reason NOBODY_TURNS_TO_THEM
 */
export const supportRatio = (
  { nodes, functions }: AttachmentNetwork,
  of: AttachmentFunction = 'SAFE_HAVEN',
): readonly (
  { computed: true; value: number; out: number; in: number } | NotComputed<'NOBODY_TURNS_TO_THEM'>
)[] =>
  nodes.map((_, node) => {
    const [turnsTo, turnedTo] = [count(functions[of].out, node), count(functions[of].in, node)];
    if (turnedTo === 0) return none('NOBODY_TURNS_TO_THEM');
    return value({ value: turnsTo / turnedTo, out: turnsTo, in: turnedTo });
  });

/** Over-burdened: the safe haven of at least this many people, and of at least this share of all safe-haven ties. */
const BURDEN = { people: 3, share: 0.3 };

/**
 * Load of safe havens: how the safe-haven ties are spread over those to whom they lead. `topShare` is the share of the person
 * with most, `herfindahl` Σ share² (from 1/n, spread evenly over all, to 1, all to one). `overBurdened` names the places of
 * those who are the safe haven of three or more people and of 30 % of all safe-haven ties: a choice of this library, there is
 * no published cut-off; shown to these people only. O(n).
 * @returns none without a safe-haven tie
 */
export const load = ({
  nodes,
  functions,
}: AttachmentNetwork): Outcome<
  { topShare: number; herfindahl: number; ties: number; overBurdened: readonly number[] },
  'NO_TIES'
> => {
  const { ties, in: into } = functions.SAFE_HAVEN;
  if (ties === 0) return none('NO_TIES');
  const people = nodes.map((_, node) => count(into, node));
  const shares = people.map((many) => many / ties);
  return value({
    topShare: shares.reduce((most, one) => Math.max(most, one), 0),
    herfindahl: shares.reduce((sum, one) => sum + one * one, 0),
    ties,
    overBurdened: [...people.keys()].filter(
      (node) => people[node]! >= BURDEN.people && people[node]! >= BURDEN.share * ties - 1e-9,
    ),
  });
};
