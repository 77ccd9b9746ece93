import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks, relabelled } from '../../test/arbitrary.ts';
import { got } from '../../test/close.ts';
import { casesOf } from '../../test/fixtures.ts';
import { known } from '../../test/known.ts';
import {
  assortativity,
  brokerage,
  BROKERAGE_ROLES,
  eiIndex,
  type Graph,
  graphOf,
  mixingMatrix,
  modularity,
} from '../index.ts';

const refused = (code: string, parameter: string): unknown => expect.objectContaining({ code, parameter });
const numbers = (groups: readonly string[]) =>
  groups.map((group) => [...new Set(groups)].sort().indexOf(group));
/** A group for each node by its name, so that it goes with the node. */
const byName = (graph: Graph) => graph.nodes.map((name) => ['x', 'y', 'z'][(Number(name.slice(1)) * 7) % 3]!);

describe('the karate club by faction', () => {
  const { graph, columns, expected } = known('karate');
  const club = columns['club'] ?? [];
  const wanted = expected.graph.groups?.['club'];

  it('has the E-I index, assortativity and modularity that networkx and igraph give', () => {
    expect(got(eiIndex(graph, club).network)).toMatchObject({
      internal: wanted?.internal,
      external: wanted?.external,
    });
    expect(got(eiIndex(graph, club).network).value).toBeCloseTo(wanted?.ei_index ?? 0, 9);
    expect(got(assortativity(graph, club)).value).toBeCloseTo(wanted?.assortativity_nominal ?? 0, 9);
    expect(got(modularity(graph, numbers(club))).value).toBeCloseTo(
      wanted?.modularity_of_partition_undirected ?? 0,
      9,
    );
  });
});

describe.each(casesOf<Record<string, number>>('groups'))(
  'network $name',
  ({ graph, groups, signed, expected }) => {
    it('has the assortativity of networkx and the modularity of igraph', () => {
      expect(got(assortativity(graph, groups)).value).toBeCloseTo(expected['assortativity'] ?? 0, 9);
      const parts = numbers(groups);
      expect(got(modularity(graph, parts)).value).toBeCloseTo(expected['modularity'] ?? 0, 9);
      expect(got(modularity(graph, parts, { resolution: 0.5 })).value).toBeCloseTo(
        expected['modularityHalf'] ?? 0,
        9,
      );
      if (signed)
        expect(() => modularity(graph, parts, { strengths: 'USED' })).toThrow(
          expect.objectContaining({ code: 'STRENGTH_NEGATIVE' }),
        );
      else
        expect(got(modularity(graph, parts, { strengths: 'USED' })).value).toBeCloseTo(
          expected['weightedModularity'] ?? 0,
          9,
        );
    });
  },
);

it('brokerage counts what the definition counts', () => {
  fc.assert(
    fc.property(networks(), (drawn) => {
      const graph = graphOf(drawn);
      const groups = byName(graph);
      const { roles, total } = got(brokerage(graph, groups));
      const ties = new Set(
        drawn.ties.flatMap(({ from, to }) => [`${from}>${to}`, ...(drawn.directed ? [] : [`${to}>${from}`])]),
      );
      const counts = drawn.nodes.map(() => Object.fromEntries(BROKERAGE_ROLES.map((role) => [role, 0])));
      const places = [...drawn.nodes.keys()];
      for (const a of places)
        for (const b of places)
          for (const c of places) {
            const tied = (from: number, to: number) => ties.has(`n${from}>n${to}`);
            if (a === c || !tied(a, b) || !tied(b, c) || tied(a, c)) continue;
            const [x, y, z] = [groups[a], groups[b], groups[c]];
            const role =
              x === y && y === z
                ? 'coordinator'
                : x === z
                  ? 'itinerant'
                  : x === y
                    ? 'representative'
                    : y === z
                      ? 'gatekeeper'
                      : 'liaison';
            counts[b]![role]!++;
          }
      for (const role of BROKERAGE_ROLES) expect([...roles[role]]).toEqual(counts.map((of) => of[role]));
      expect([...total]).toEqual(counts.map((of) => Object.values(of).reduce((sum, one) => sum + one, 0)));
    }),
  );
});

it('all go with the names of the nodes', () => {
  fc.assert(
    fc.property(relabelled(networks()), ({ graph, shuffled, place }) => {
      const [mine, theirs] = [byName(graph), byName(shuffled)];
      const moved = <Value>(values: ArrayLike<Value>) => place.map((to) => values[to]);
      expect(mixingMatrix(shuffled, theirs)).toEqual(mixingMatrix(graph, mine));
      expect(assortativity(shuffled, theirs)).toEqual(assortativity(graph, mine));
      const [one, other] = [eiIndex(graph, mine), eiIndex(shuffled, theirs)];
      expect(other.network).toEqual(one.network);
      expect(other.groups).toEqual(one.groups);
      expect(one.nodes).toEqual(moved(other.nodes));
      expect([...got(brokerage(graph, mine)).total]).toEqual(moved(got(brokerage(shuffled, theirs)).total));
    }),
  );
});

it('leaves out nodes whose group is unknown, and says how many', () => {
  const ties = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'd' },
  ];
  const graph = graphOf({ directed: true, nodes: ['a', 'b', 'c', 'd'], ties });
  const groups = ['x', 'y', 'x', null];
  expect(eiIndex(graph, groups)).toMatchObject({
    network: { value: 1, external: 2, internal: 0 },
    unknown: 1,
  });
  expect(eiIndex(graph, groups).nodes[3]).toEqual({ computed: false, reason: 'NO_TIES' });
  expect(mixingMatrix(graph, groups)).toEqual({
    groups: ['x', 'y'],
    counts: [
      [0, 1],
      [1, 0],
    ],
    unknown: 1,
  });
  const { roles, total, unknown } = got(brokerage(graph, groups));
  expect([...roles.itinerant, ...total, unknown]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 1]);
});

it('has reasons where there is no value, and refuses what does not fit', () => {
  const graph = graphOf({ directed: true, nodes: ['a', 'b'], ties: [{ from: 'a', to: 'b' }] });
  const empty = graphOf({ directed: true, nodes: ['a', 'b'], ties: [] });
  const no = (reason: string) => ({ computed: false, reason });
  expect(assortativity(graph, ['x', 'x'])).toEqual(no('ONE_GROUP'));
  expect(assortativity(empty, ['x', 'y'])).toEqual(no('NO_TIES'));
  expect(modularity(empty, [0, 1])).toEqual(no('NO_TIES'));
  expect(eiIndex(empty, ['x', 'y']).network).toEqual(no('NO_TIES'));
  for (const metric of [eiIndex, assortativity, brokerage])
    expect(() => metric(graph, ['x'])).toThrow(refused('LENGTHS_DIFFER', 'groups'));
  expect(() => modularity(graph, [0])).toThrow(refused('LENGTHS_DIFFER', 'membership'));
  expect(() => modularity(graph, [0, 1], { resolution: -1 })).toThrow(refused('OUT_OF_RANGE', 'resolution'));
});
