import { type Graph } from '../graph.ts';
import { NetworkError } from '../network-error.ts';
import { strengthsOf, type Strengths } from '../strengths.ts';

/** Two snapshots of a network, their people matched by name. */
export interface Common {
  /** People in both, in the order of the first snapshot. */
  readonly names: readonly string[];
  readonly joined: readonly string[];
  readonly left: readonly string[];
  /** Ordered pairs of people in both; in undirected networks each pair once. */
  readonly pairs: number;
  /** Strengths before and after, of every pair with a tie in either snapshot; 0 where there is none. */
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** @throws NetworkError NETWORK_DIRECTED where only one of the two is directed */
export const commonOf = (first: Graph, second: Graph, options: Strengths = { strengths: 'USED' }): Common => {
  if (first.directed !== second.directed)
    throw new NetworkError('NETWORK_DIRECTED', { parameter: first.directed ? 'before' : 'after' });
  const placeAfter = new Map(second.nodes.map((name, place) => [name, place]));
  const placeBefore = new Map(first.nodes.map((name, place) => [name, place]));
  const names = first.nodes.filter((name) => placeAfter.has(name));
  const cells = unionOf(first, second, placeBefore, placeAfter, names, options);
  return {
    names,
    joined: second.nodes.filter((name) => !placeBefore.has(name)),
    left: first.nodes.filter((name) => !placeAfter.has(name)),
    pairs: (names.length * Math.max(0, names.length - 1)) / (first.directed ? 1 : 2),
    before: Float64Array.from(cells, ([before]) => before),
    after: Float64Array.from(cells, ([, after]) => after),
  };
};

const unionOf = (
  first: Graph,
  second: Graph,
  placeBefore: ReadonlyMap<string, number>,
  placeAfter: ReadonlyMap<string, number>,
  names: readonly string[],
  options: Strengths,
): readonly (readonly [number, number])[] => {
  const number = new Map(names.map((name, place) => [name, place]));
  const rowOf = (graph: Graph, weights: Float64Array, node: number, from: number): Map<number, number> => {
    const row = new Map<number, number>();
    for (let at = graph.out.offsets[node]!; at < graph.out.offsets[node + 1]!; at++) {
      const to = number.get(graph.nodes[graph.out.targets[at]!]!);
      if (to !== undefined && (graph.directed || to > from)) row.set(to, weights[at]!);
    }
    return row;
  };
  const [old, young] = [strengthsOf(first.out, options), strengthsOf(second.out, options)];
  return names.flatMap((name, from) => {
    const before = rowOf(first, old, placeBefore.get(name)!, from);
    const after = rowOf(second, young, placeAfter.get(name)!, from);
    const union = [...before.keys(), ...[...after.keys()].filter((to) => !before.has(to))];
    return union.map((to) => [before.get(to) ?? 0, after.get(to) ?? 0] as const);
  });
};
