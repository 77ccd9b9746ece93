import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks, relabelled } from '../../test/arbitrary.ts';
import { expectClose, got } from '../../test/close.ts';
import { known, knownNames } from '../../test/known.ts';
import { organization } from '../../test/organization.ts';
import { communities, type Graph, graphOf, graphOfColumns, modularity } from '../index.ts';

const seeds = Array.from({ length: 50 }, (_, seed) => seed + 1);
const weight = fc.integer({ min: 1, max: 5 });

/** Whether the nodes of each community reach each other within it, ties taken in either direction. */
const areConnected = ({ out, in: into, nodes }: Graph, membership: Int32Array): boolean => {
  const reach = (node: number, seen: Set<number>): Set<number> => {
    for (const { offsets, targets } of [out, into])
      for (const other of targets.slice(offsets[node], offsets[node + 1]))
        if (membership[other] === membership[node] && !seen.has(other)) reach(other, seen.add(other));
    return seen;
  };
  return [...new Set(membership)].every((community) => {
    const first = membership.indexOf(community);
    return (
      reach(first, new Set([first])).size === nodes.filter((_, node) => membership[node] === community).length
    );
  });
};

describe.each(knownNames)('the network %s', (name) => {
  it('is divided as well as the best found, less 0.02, whatever the seed', () => {
    const { graph, expected } = known(name);
    for (const seed of seeds)
      expect(got(communities(graph, { seed })).modularity).toBeGreaterThan(
        expected.graph.best_modularity_found_undirected - 0.02,
      );
  });
});

it('gives connected communities, with the modularity that they have, which no single move makes larger', () => {
  fc.assert(
    fc.property(networks({ weight }), fc.nat(99), fc.constantFrom(0.5, 1, 2), (drawn, seed, resolution) => {
      const graph = graphOf(drawn);
      const options = { seed, resolution, strengths: 'USED' } as const;
      const found = communities(graph, options);
      if (!found.computed) {
        expect([found.reason, graph.ties]).toEqual(['NO_TIES', 0]);
        return;
      }
      const of = (membership: ArrayLike<number>) => got(modularity(graph, membership, options)).value;
      expect(found.modularity).toBeCloseTo(of(found.membership), 12);
      expect(areConnected(graph, found.membership)).toBe(true);
      expect([...found.sizes].sort((a, b) => b - a)).toEqual(found.sizes);
      for (let node = 0; node < graph.nodes.length; node++)
        for (let other = 0; other <= found.sizes.length; other++) {
          const moved = found.membership.slice();
          moved[node] = other;
          expect(of(moved)).toBeLessThanOrEqual(found.modularity + 1e-9);
        }
    }),
  );
});

it('gives the same names the same communities, however they are numbered', () => {
  fc.assert(
    fc.property(
      relabelled(networks({ most: 14, weight })),
      fc.nat(99),
      ({ graph, shuffled, place }, seed) => {
        const [one, other] = [communities(graph, { seed }), communities(shuffled, { seed })];
        if (!one.computed || !other.computed) {
          expect(one).toEqual(other);
          return;
        }
        expect(other.modularity).toBeCloseTo(one.modularity, 12);
        const pairs = new Set(
          Array.from(one.membership, (community, node) => `${community} ${other.membership[place[node]!]!}`),
        );
        expect(pairs.size).toBe(one.sizes.length);
      },
    ),
  );
});

it('is the same for the same seed, and finds the departments of a large organization', () => {
  const graph = graphOfColumns(organization(2_000, 20_000));
  const [one, again] = [communities(graph, { seed: 7 }), communities(graph, { seed: 7 })];
  expect(again).toEqual(one);
  const departments = graph.nodes.map((_, node) => Math.floor(node / 100));
  expect(got(one).modularity).toBeGreaterThan(got(modularity(graph, departments)).value - 0.01);
});

it('two cliques with a bridge are two communities', () => {
  const clique = (names: string) =>
    Array.from(names).flatMap((from, at) =>
      Array.from(names)
        .slice(at + 1)
        .map((to) => ({ from, to })),
    );
  const graph = graphOf({
    directed: false,
    nodes: Array.from('abcdefgh'),
    ties: [...clique('abcd'), ...clique('efgh'), { from: 'a', to: 'h' }],
  });
  const found = got(communities(graph, { seed: 1 }));
  expect([...found.membership]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  // 2 · (6/13 − (13/26)²), by hand.
  expect(found.modularity).toBeCloseTo(12 / 13 - 1 / 2, 12);
  expectClose(found.sizes, [4, 4]);
});

it('has a reason where there is no value, and refuses what does not fit', () => {
  const of = (weight?: number) =>
    graphOf({ directed: true, nodes: ['a', 'b'], ties: weight ? [{ from: 'a', to: 'b', weight }] : [] });
  expect(communities(of(), { seed: 1 })).toEqual({ computed: false, reason: 'NO_TIES' });
  const refused = (code: string): unknown => expect.objectContaining({ code });
  expect(() => communities(of(-1), { seed: 1, strengths: 'USED' })).toThrow(refused('STRENGTH_NEGATIVE'));
  expect(() => communities(of(1), { seed: 0.5 })).toThrow(refused('OUT_OF_RANGE'));
  expect(() => communities(of(1), { seed: 1, resolution: Number.NaN })).toThrow(refused('OUT_OF_RANGE'));
});
