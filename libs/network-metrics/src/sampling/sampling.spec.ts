import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks, relabelled } from '../../test/arbitrary.ts';
import { expectClose, got } from '../../test/close.ts';
import { organization } from '../../test/organization.ts';
import { betweenness, graphOf, graphOfColumns, sampledBetweenness } from '../index.ts';

const graph = graphOfColumns(organization(1_500, 9_000));
const exact = got(betweenness(graph)).values;
const ranksOf = (values: Float64Array) => {
  const sorted = [...values.keys()].sort((a, b) => values[b]! - values[a]!);
  const ranks = new Float64Array(values.length);
  sorted.forEach((node, rank) => (ranks[node] = rank));
  return ranks;
};
/** Spearman's correlation of ranks without ties. */
const spearman = (a: Float64Array, b: Float64Array): number => {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const n = a.length;
  const squares = x.reduce((sum, one, at) => sum + (one - y[at]!) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
};

it('is exact where all nodes are pivots', () => {
  fc.assert(
    fc.property(networks({ weight: fc.integer({ min: 1, max: 3 }) }), fc.nat(99), (drawn, seed) => {
      const small = graphOf(drawn);
      for (const strengths of ['USED', 'IGNORED'] as const) {
        const found = got(sampledBetweenness(small, { seed, strengths }));
        expectClose(found.values, got(betweenness(small, { strengths })).values);
        expect(found).toMatchObject({ estimated: false, stable: true, pivots: small.nodes.length });
        expect(found.standardError.every((error) => error === 0)).toBe(true);
      }
    }),
  );
});

it('says how many pivots there were, and that it is estimated', () => {
  const found = got(sampledBetweenness(graph, { seed: 3, pivots: 512, ranks: 200 }));
  expect(found).toMatchObject({ pivots: 512, seed: 3, estimated: true, stable: false });
  expect(spearman(found.values, exact)).toBeGreaterThan(0.85);
});

it('ranks come closer with more pivots, and the standard error tells how close', () => {
  const few = got(sampledBetweenness(graph, { seed: 5, pivots: 128, ranks: 200 }));
  const many = got(sampledBetweenness(graph, { seed: 5, pivots: 1_024, ranks: 200 }));
  expect(spearman(many.values, exact)).toBeGreaterThan(spearman(few.values, exact));
  // Of errors that are about normal, 95 % are within two standard errors; they are estimated from 16 blocks.
  const within = exact.filter(
    (value, node) => Math.abs(value - many.values[node]!) <= 2.2 * many.standardError[node]!,
  );
  expect(within.length / exact.length).toBeGreaterThan(0.85);
  expect(within.length / exact.length).toBeLessThan(0.999);
});

it('stops when the first ranks stay the same', () => {
  // A path of hubs, whose betweenness is far above that of everybody else.
  const hubs = Array.from({ length: 4 }, (_, hub) => `h${hub}`);
  const ends = Array.from({ length: 2_000 }, (_, end) => `e${String(end).padStart(4, '0')}`);
  const ties = [
    ...hubs.slice(1).map((to, at) => ({ from: hubs[at]!, to })),
    ...ends.map((to, at) => ({ from: hubs[[0, 1, 1, 2, 2, 2, 3, 3, 3, 3][at % 10]!]!, to })),
  ];
  const found = got(
    sampledBetweenness(graphOf({ directed: false, nodes: [...hubs, ...ends], ties }), { seed: 1, ranks: 4 }),
  );
  expect(found).toMatchObject({ stable: true, estimated: true });
  expect(found.pivots).toBeLessThan(2_000);
});

it('is the same for the same seed and names, however they are numbered', () => {
  fc.assert(
    fc.property(relabelled(networks({ most: 20 })), fc.nat(99), ({ graph: one, shuffled, place }, seed) => {
      const options = { seed, pivots: 5 };
      const [a, b] = [got(sampledBetweenness(one, options)), got(sampledBetweenness(shuffled, options))];
      expectClose(
        a.values,
        place.map((to) => b.values[to] ?? null),
      );
      expect(sampledBetweenness(one, options)).toEqual(sampledBetweenness(one, options));
    }),
  );
});

it('refuses what does not fit', () => {
  const refused = (parameter: string): unknown =>
    expect.objectContaining({ code: 'OUT_OF_RANGE', parameter });
  expect(() => sampledBetweenness(graph, { seed: 0.5 })).toThrow(refused('seed'));
  expect(() => sampledBetweenness(graph, { seed: 1, pivots: 0 })).toThrow(refused('pivots'));
  expect(() => sampledBetweenness(graph, { seed: 1, ranks: -1 })).toThrow(refused('ranks'));
});
