import fc from 'fast-check';
import { type Graph, graphOf, type Tie } from '../src/index.ts';

export interface Drawn {
  readonly directed: boolean;
  readonly nodes: readonly string[];
  readonly ties: readonly Tie[];
}

/** Random networks of 0 … `most` nodes named n0, n1, …; strengths from `weight`, all 1 where it is not given. */
export const networks = (
  options: {
    readonly most?: number;
    readonly directed?: boolean;
    readonly weight?: fc.Arbitrary<number>;
  } = {},
): fc.Arbitrary<Drawn> => {
  const { most = 9, weight = fc.constant(1) } = options;
  const directions = options.directed === undefined ? fc.boolean() : fc.constant(options.directed);
  return fc.tuple(fc.nat(most), directions).chain(([n, directed]) => {
    const nodes = Array.from({ length: n }, (_, at) => `n${at}`);
    const pairs = nodes.flatMap((from, a) =>
      nodes.flatMap((to, b) => (a !== b && (directed || a < b) ? [{ from, to }] : [])),
    );
    const ties = fc
      .tuple(fc.subarray(pairs), fc.array(weight, { minLength: pairs.length, maxLength: pairs.length }))
      .map(([some, weights]) => some.map((pair, at) => ({ ...pair, weight: weights[at] ?? 1 })));
    return ties.map((drawn) => ({ directed, nodes, ties: drawn }));
  });
};

/** A network, the same network with its nodes in another order, and where each node went: `place[old] = new`. */
export const relabelled = (
  drawn: fc.Arbitrary<Drawn>,
): fc.Arbitrary<{ graph: Graph; shuffled: Graph; place: number[] }> =>
  drawn.chain((one) =>
    fc
      .tuple(fc.shuffledSubarray([...one.nodes], { minLength: one.nodes.length }), fc.boolean())
      .map(([nodes, backwards]) => ({
        graph: graphOf(one),
        shuffled: graphOf({ ...one, nodes, ties: backwards ? [...one.ties].reverse() : one.ties }),
        place: one.nodes.map((name) => nodes.indexOf(name)),
      })),
  );
