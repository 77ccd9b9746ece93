import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks, relabelled } from '../../test/arbitrary.ts';
import { expectClose, got } from '../../test/close.ts';
import { casesOf } from '../../test/fixtures.ts';
import { known, knownNames } from '../../test/known.ts';
import { betweenness, type Graph, graphOf, harmonicCloseness, type Tie } from '../index.ts';

const used = { strengths: 'USED' } as const;
const between = (graph: Graph, options = {}) => got(betweenness(graph, options)).values;
const close = (graph: Graph, options = {}) => got(harmonicCloseness(graph, options)).values;

describe.each(knownNames)('the network %s', (name) => {
  const { graph, expected } = known(name);

  it('has the betweenness and the harmonic closeness that networkx and igraph give', () => {
    expectClose(between(graph), expected.nodes['betweenness_raw'] ?? [], 1e-6);
    expectClose(close(graph), expected.nodes['harmonic_in_raw'] ?? [], 1e-6);
  });
});

describe.each(casesOf<Record<string, number[]>>('paths'))('network $name', ({ graph, signed, expected }) => {
  it('as igraph and networkx', () => {
    expectClose(between(graph), expected['betweenness'] ?? []);
    expectClose(close(graph), expected['harmonicCloseness'] ?? []);
  });

  it(
    signed ? 'lengths of 1/strength are refused' : 'with lengths of 1/strength as igraph and networkx',
    () => {
      if (signed) {
        const refused = expect.objectContaining({ code: 'STRENGTH_NEGATIVE' });
        expect(() => betweenness(graph, used)).toThrow(refused);
        expect(() => harmonicCloseness(graph, used)).toThrow(refused);
        return;
      }
      expectClose(between(graph, used), expected['weightedBetweenness'] ?? []);
      expectClose(close(graph, used), expected['weightedHarmonicCloseness'] ?? []);
    },
  );
});

it('says which tie is negative', () => {
  const ties = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c', weight: -2 },
  ];
  const graph = graphOf({ directed: true, nodes: ['x', 'a', 'b', 'c'], ties });
  expect(() => betweenness(graph, used)).toThrow(expect.objectContaining({ row: 2, column: '3' }));
});

it.each([
  [1e-10, 1e10, 'STRENGTHS_TOO_DIFFERENT'],
  [5e-324, 1, 'OUT_OF_RANGE'],
  [1, 1.7e308, 'OUT_OF_RANGE'],
])('refuses strengths of %d and %d, whose lengths cannot be added up', (one, other, code) => {
  const ties = [
    { from: 'a', to: 'b', weight: one },
    { from: 'b', to: 'c', weight: other },
  ];
  const graph = graphOf({ directed: true, nodes: ['a', 'b', 'c'], ties });
  const refused = expect.objectContaining({ code });
  expect(() => betweenness(graph, used)).toThrow(refused);
  expect(() => harmonicCloseness(graph, used)).toThrow(refused);
  expectClose(between(graph), [0, 1, 0]);
});

it.each([{}, used])('goes with the names of the nodes, whatever their order: %p', (options) => {
  fc.assert(
    fc.property(
      relabelled(networks({ weight: fc.integer({ min: 1, max: 4 }) })),
      ({ graph, shuffled, place }) => {
        const [b, c] = [between(shuffled, options), close(shuffled, options)];
        const moved = (values: Float64Array) => place.map((to) => values[to] ?? null);
        expectClose(between(graph, options), moved(b));
        expectClose(close(graph, options), moved(c));
      },
    ),
  );
});

it('betweenness is the same when all ties are turned round', () => {
  fc.assert(
    fc.property(networks({ directed: true }), (drawn) => {
      const turned = { ...drawn, ties: drawn.ties.map(({ from, to }) => ({ from: to, to: from })) };
      expectClose(between(graphOf(turned)), between(graphOf(drawn)));
    }),
  );
});

it('sums of lengths that differ only by rounding are equal', () => {
  // 1/0.3 + 1/0.6 and 1/0.2: both are 5.
  const ties = [
    { from: 'a', to: 'b', weight: 0.3 },
    { from: 'b', to: 'd', weight: 0.6 },
    { from: 'a', to: 'c', weight: 0.6 },
    { from: 'c', to: 'd', weight: 0.3 },
    { from: 'a', to: 'd', weight: 0.2 },
  ];
  const graph = graphOf({ directed: true, nodes: ['a', 'b', 'c', 'd'], ties });
  expectClose(between(graph, used), [0, 1 / 3, 1 / 3, 0]);
});

it('is there for networks of no node and of one', () => {
  for (const nodes of [[], ['a']]) {
    const graph = graphOf({ directed: true, nodes, ties: [] });
    expect([...between(graph)]).toEqual(nodes.map(() => 0));
    expect([...close(graph)]).toEqual(nodes.map(() => 0));
  }
});

it('has no betweenness where there are too many shortest paths to count', () => {
  // Each diamond doubles the number of shortest paths: 2 to the power of 1,100 is no double.
  const ties: Tie[] = Array.from({ length: 1_100 }, (_, at) => [
    { from: `x${at}`, to: `l${at}` },
    { from: `x${at}`, to: `r${at}` },
    { from: `l${at}`, to: `x${at + 1}` },
    { from: `r${at}`, to: `x${at + 1}` },
  ]).flat();
  const nodes = [...new Set(ties.flatMap(({ from, to }) => [from, to]))];
  expect(betweenness(graphOf({ directed: true, nodes, ties }))).toEqual({
    computed: false,
    reason: 'TOO_MANY_PATHS',
  });
});
