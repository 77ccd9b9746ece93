import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks, relabelled } from '../../test/arbitrary.ts';
import { expectClose, got } from '../../test/close.ts';
import { casesOf } from '../../test/fixtures.ts';
import { known, knownNames } from '../../test/known.ts';
import { eigenvectorCentrality, type Graph, graphOf, pageRank } from '../index.ts';

const used = { strengths: 'USED' } as const;
const rank = (graph: Graph, options = {}) => got(pageRank(graph, options)).values;
const eigenvector = (graph: Graph, options = {}) => got(eigenvectorCentrality(graph, options)).values;
const ties = (...pairs: string[]) => pairs.map(([from = '', to = '']) => ({ from, to }));

describe.each(knownNames)('the network %s', (name) => {
  const { graph, expected } = known(name);

  it('has the PageRank and the eigenvector that networkx and igraph give', () => {
    expectClose(rank(graph), expected.nodes['pagerank_085'] ?? [], 1e-7);
    expectClose(eigenvector(graph), expected.nodes['eigenvector_undirected_max1'] ?? [], 1e-6);
  });
});

describe.each(casesOf<Record<string, number[]>>('spectral'))(
  'network $name',
  ({ graph, signed, expected }) => {
    it('as igraph', () => {
      expectClose(rank(graph), expected['pageRank'] ?? [], 1e-8);
      expectClose(eigenvector(graph), expected['eigenvector'] ?? [], 1e-6);
    });

    it(signed ? 'negative strengths are refused' : 'with strengths as igraph', () => {
      if (signed) {
        const refused = expect.objectContaining({ code: 'STRENGTH_NEGATIVE' });
        expect(() => pageRank(graph, used)).toThrow(refused);
        expect(() => eigenvectorCentrality(graph, used)).toThrow(refused);
        return;
      }
      expectClose(rank(graph, used), expected['weightedPageRank'] ?? [], 1e-8);
      expectClose(eigenvector(graph, used), expected['weightedEigenvector'] ?? [], 1e-6);
    });
  },
);

it('PageRank goes with the names of the nodes and adds up to 1', () => {
  fc.assert(
    fc.property(
      relabelled(networks({ weight: fc.integer({ min: 1, max: 4 }) })),
      ({ graph, shuffled, place }) => {
        if (graph.nodes.length === 0) return;
        const [values, moved] = [rank(graph, used), rank(shuffled, used)];
        expectClose(
          values,
          place.map((to) => moved[to] ?? null),
          1e-8,
        );
        expect(values.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      },
    ),
  );
});

it('PageRank satisfies its own equation, whatever the damping', () => {
  fc.assert(
    fc.property(
      networks({ directed: true }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (drawn, damping) => {
        const graph = graphOf(drawn);
        const n = graph.nodes.length;
        if (n === 0) return;
        const values = rank(graph, { damping });
        const out = (node: number) => graph.out.offsets[node + 1]! - graph.out.offsets[node]!;
        const lost = values.reduce((sum, one, node) => sum + (out(node) === 0 ? one : 0), 0);
        const expected = Array.from(values, () => (1 - damping + damping * lost) / n);
        for (let node = 0; node < n; node++)
          for (let at = graph.out.offsets[node]!; at < graph.out.offsets[node + 1]!; at++)
            expected[graph.out.targets[at]!]! += (damping * values[node]!) / out(node);
        expectClose(values, expected, 1e-7);
      },
    ),
  );
});

it('an eigenvector is one: the sum over ties in is the eigenvalue times the value', () => {
  fc.assert(
    fc.property(networks({ weight: fc.integer({ min: 1, max: 4 }) }), (drawn) => {
      const graph = graphOf(drawn);
      const found = eigenvectorCentrality(graph, used);
      if (!found.computed) {
        expect(['NO_TIES', 'NO_CYCLE', 'NOT_CONVERGED']).toContain(found.reason);
        return;
      }
      const sums = Array.from(found.values, (_, node) => {
        let sum = 0;
        for (let at = graph.in.offsets[node]!; at < graph.in.offsets[node + 1]!; at++)
          sum += graph.in.weights[at]! * found.values[graph.in.targets[at]!]!;
        return sum / found.eigenvalue;
      });
      expectClose(found.values, sums, 1e-6);
      expect(Math.max(...found.values)).toBe(1);
    }),
  );
});

it('has reasons where there is no value, and refuses a damping that is none', () => {
  const of = (directed: boolean, nodes: string, ...pairs: string[]) =>
    graphOf({ directed, nodes: Array.from(nodes), ties: ties(...pairs) });
  expect(pageRank(of(true, ''))).toEqual({ computed: false, reason: 'NO_NODES' });
  expect(eigenvectorCentrality(of(false, 'ab'))).toEqual({ computed: false, reason: 'NO_TIES' });
  expect(eigenvectorCentrality(of(true, 'abc', 'ab', 'bc'))).toEqual({ computed: false, reason: 'NO_CYCLE' });
  for (const damping of [-0.1, 0.9999, 1, Number.NaN])
    expect(() => pageRank(of(true, 'ab', 'ab'), { damping })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', parameter: 'damping' }),
    );
});

/** Cycles through all nodes and some more ties: strongly connected, so that the leading eigenvalue is a simple one. */
const strong = fc.integer({ min: 3, max: 16 }).chain((n) => {
  const nodes = Array.from({ length: n }, (_, at) => `n${at}`);
  const cycle = nodes.map((from, at) => ({ from, to: nodes[(at + 1) % n]! }));
  const more = nodes
    .map((from, at) => ({ from, to: nodes[(at + 2) % n]! }))
    .filter(({ from, to }) => from !== to);
  return fc.subarray(more).map((some) => graphOf({ directed: true, nodes, ties: [...cycle, ...some] }));
});

it('settles for every strongly connected network, also where it goes round in circles', () => {
  fc.assert(
    fc.property(strong, (graph) => {
      const found = got(eigenvectorCentrality(graph));
      expect(found.values.every((value) => value > 0)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('does not depend on the unit of strengths', () => {
  const of = (unit: number) =>
    graphOf({
      directed: false,
      nodes: Array.from('abcd'),
      ties: ties('ab', 'bc', 'cd', 'ac').map((tie, at) => ({ ...tie, weight: unit * (at + 1) })),
    });
  for (const unit of [1e-40, 1e40]) {
    expectClose(rank(of(unit), used), rank(of(1), used), 1e-9);
    expectClose(eigenvector(of(unit), used), eigenvector(of(1), used), 1e-9);
    expect(() => pageRank(of(unit * unit), used)).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', row: 0, column: '1' }),
    );
  }
});

it('two cycles of which one leads to the other do not settle', () => {
  const graph = graphOf({
    directed: true,
    nodes: Array.from('abcd'),
    ties: ties('ab', 'ba', 'bc', 'cd', 'dc'),
  });
  const found = eigenvectorCentrality(graph);
  if (found.computed) expectClose(found.values, [0, 0, 1, 1], 1e-6);
  else expect(found.reason).toBe('NOT_CONVERGED');
});
