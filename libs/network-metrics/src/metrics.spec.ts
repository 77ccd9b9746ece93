import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks, relabelled } from '../test/arbitrary.ts';
import { known, knownNames } from '../test/known.ts';
import { density, graphOf, reciprocity } from './index.ts';

const valueOf = (metric: ReturnType<typeof density> | ReturnType<typeof reciprocity>) =>
  metric.computed ? metric.value : metric.reason;

describe.each(knownNames)('the network %s', (name) => {
  it('has the density that networkx and igraph give', () => {
    const { graph, expected } = known(name);
    expect(valueOf(density(graph))).toBeCloseTo(expected.graph.density, 6);
  });
});

it('has reasons where there is no value', () => {
  expect(density(graphOf({ directed: true, nodes: ['a'], ties: [] }))).toEqual({
    computed: false,
    reason: 'TOO_FEW_NODES',
  });
  expect(reciprocity(graphOf({ directed: true, nodes: ['a', 'b'], ties: [] }))).toEqual({
    computed: false,
    reason: 'NO_TIES',
  });
});

it('is the same for the same network in another order', () => {
  fc.assert(
    fc.property(relabelled(networks()), ({ graph, shuffled }) => {
      expect(density(shuffled)).toEqual(density(graph));
      expect(reciprocity(shuffled)).toEqual(reciprocity(graph));
    }),
  );
});

it('agrees with counting pair by pair', () => {
  fc.assert(
    fc.property(networks({ directed: true }), (drawn) => {
      const has = (a: string, b: string) => drawn.ties.some(({ from, to }) => from === a && to === b);
      const pairs = drawn.nodes.flatMap((a) =>
        drawn.nodes.filter((b) => b !== a).map((b) => [a, b] as const),
      );
      const there = pairs.filter(([a, b]) => has(a, b));
      const returned = there.filter(([a, b]) => has(b, a));
      const graph = graphOf(drawn);
      expect(valueOf(density(graph))).toBe(
        pairs.length === 0 ? 'TOO_FEW_NODES' : there.length / pairs.length,
      );
      expect(valueOf(reciprocity(graph))).toBe(
        there.length === 0 ? 'NO_TIES' : returned.length / there.length,
      );
    }),
  );
});
