import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks } from '../../test/arbitrary.ts';
import { expectClose, got } from '../../test/close.ts';
import { casesOf } from '../../test/fixtures.ts';
import { known, knownNames } from '../../test/known.ts';
import {
  betweenness,
  betweennessCentralization,
  degree,
  degreeCentralization,
  graphOf,
  signedDegree,
  strength,
} from '../index.ts';

describe.each(knownNames)('the network %s', (name) => {
  it('has the degrees and centralizations that networkx and igraph give', () => {
    const { graph, expected } = known(name);
    expectClose(got(degree(graph)).values, expected.nodes['degree_undirected'] ?? []);
    expect(got(degreeCentralization(graph)).value).toBeCloseTo(
      expected.graph.centralization_degree_undirected,
      6,
    );
    expect(got(betweennessCentralization(graph, got(betweenness(graph)).values)).value).toBeCloseTo(
      expected.graph.centralization_betweenness_undirected,
      6,
    );
  });
});

describe.each(casesOf<Record<string, number[]>>('groups'))('network $name', ({ graph, expected }) => {
  it('has the degrees and strengths that igraph gives', () => {
    expectClose(got(degree(graph, 'IN')).values, expected['inDegree'] ?? []);
    expectClose(got(degree(graph, 'OUT')).values, expected['outDegree'] ?? []);
    expectClose(got(strength(graph)).values, expected['strength'] ?? []);
  });
});

it('ties to and from add up, and so do positive and negative ones', () => {
  fc.assert(
    fc.property(networks({ weight: fc.constantFrom(-3, -1, 1, 2) }), (drawn) => {
      const graph = graphOf(drawn);
      const all = got(degree(graph)).values;
      const { positive, negative } = got(signedDegree(graph));
      expectClose(
        all,
        positive.map((one, at) => one + negative[at]!),
      );
      if (!graph.directed) return;
      const [into, out] = [got(degree(graph, 'IN')).values, got(degree(graph, 'OUT')).values];
      expectClose(
        all,
        into.map((one, at) => one + out[at]!),
      );
      expect(all.reduce((sum, one) => sum + one, 0)).toBe(2 * graph.ties);
    }),
  );
});

it('a star is as centralized as can be, a ring is not at all', () => {
  const nodes = Array.from('abcdef');
  const spokes = nodes.slice(1).map((from) => ({ from, to: 'a' }));
  const back = spokes.map(({ from, to }) => ({ from: to, to: from }));
  const star = graphOf({ directed: false, nodes, ties: spokes });
  const inward = graphOf({ directed: true, nodes, ties: spokes });
  const both = graphOf({ directed: true, nodes, ties: [...spokes, ...back] });
  const value = (found: ReturnType<typeof degreeCentralization>) => got(found).value;
  expect(value(degreeCentralization(star))).toBe(1);
  expect(value(degreeCentralization(inward, 'IN'))).toBe(1);
  expect(value(degreeCentralization(both))).toBe(1);
  expect(value(betweennessCentralization(star, got(betweenness(star)).values))).toBe(1);
  expect(value(betweennessCentralization(both, got(betweenness(both)).values))).toBe(1);
  const ring = graphOf({
    directed: false,
    nodes,
    ties: nodes.map((from, at) => ({ from, to: nodes[(at + 1) % 6]! })),
  });
  expect(value(degreeCentralization(ring))).toBe(0);
});

it('is from 0 to 1, and has a reason where it is not', () => {
  fc.assert(
    fc.property(networks(), (drawn) => {
      const graph = graphOf(drawn);
      const found = [
        degreeCentralization(graph),
        degreeCentralization(graph, 'IN'),
        betweennessCentralization(graph, got(betweenness(graph)).values),
      ];
      for (const one of found)
        if (one.computed) expect(one.value >= 0 && one.value <= 1 + 1e-12).toBe(true);
        else expect([one.reason, graph.nodes.length < 3]).toEqual(['TOO_FEW_NODES', true]);
    }),
  );
  const graph = graphOf({ directed: true, nodes: ['a'], ties: [] });
  expect(() => betweennessCentralization(graph, Float64Array.of(1, 2))).toThrow(
    expect.objectContaining({ code: 'LENGTHS_DIFFER' }),
  );
});
