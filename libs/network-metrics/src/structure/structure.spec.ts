import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Drawn, networks, relabelled } from '../../test/arbitrary.ts';
import { expectClose, got } from '../../test/close.ts';
import { casesOf } from '../../test/fixtures.ts';
import { known, knownNames } from '../../test/known.ts';
import {
  averageClusteringWithZeros,
  balance,
  components,
  coreNumbers,
  corePeriphery,
  type Graph,
  graphOf,
  localClustering,
  transitivity,
  triadCensus,
} from '../index.ts';

interface Expected {
  readonly triadCensus: Readonly<Record<string, number>>;
  readonly transitivity: number;
  readonly averageClustering: number;
  readonly localClustering: readonly (number | null)[];
  readonly coreNumbers: readonly number[];
  readonly inCoreNumbers: readonly number[];
  readonly weak: readonly number[];
  readonly strong: readonly number[] | null;
}

const sizes = (graph: Graph, kind: 'WEAK' | 'STRONG') => got(components(graph, kind)).sizes;
const graphFrom = (directed: boolean, nodes: string, ...pairs: string[]) =>
  graphOf({
    directed,
    nodes: Array.from(nodes),
    ties: pairs.map(([from = '', to = '', sign]) => ({ from, to, weight: sign === '-' ? -1 : 1 })),
  });

describe.each(knownNames)('the network %s', (name) => {
  it('has the transitivity, clustering, core numbers and components that networkx and igraph give', () => {
    const { graph, expected } = known(name);
    expect(got(transitivity(graph)).value).toBeCloseTo(expected.graph.transitivity_undirected, 6);
    expect(got(averageClusteringWithZeros(graph)).value).toBeCloseTo(
      expected.graph.avg_clustering_undirected_zero,
      6,
    );
    expectClose(got(coreNumbers(graph)).values, expected.nodes['core_number_undirected'] ?? []);
    expect(sizes(graph, 'WEAK')).toEqual(expected.graph.component_sizes);
  });
});

describe.each(casesOf<Expected>('structure'))('network $name', ({ graph, expected }) => {
  it('as networkx and igraph', () => {
    expect(got(triadCensus(graph)).counts).toEqual(expected.triadCensus);
    expect(got(transitivity(graph)).value).toBeCloseTo(expected.transitivity, 9);
    expect(got(averageClusteringWithZeros(graph)).value).toBeCloseTo(expected.averageClustering, 9);
    expectClose(got(localClustering(graph)).values, expected.localClustering);
    expectClose(got(coreNumbers(graph)).values, expected.coreNumbers);
    expectClose(got(coreNumbers(graph, 'IN')).values, expected.inCoreNumbers);
    expect(sizes(graph, 'WEAK')).toEqual(expected.weak);
    expect(sizes(graph, 'STRONG')).toEqual(expected.strong ?? expected.weak);
  });
});

it('goes with the names of the nodes', () => {
  const signs = fc.constantFrom(-2, -1, 1, 2);
  fc.assert(
    fc.property(relabelled(networks({ weight: signs })), ({ graph, shuffled, place }) => {
      for (const metric of [triadCensus, transitivity, balance])
        expect(metric(shuffled)).toEqual(metric(graph));
      const [mean, same] = [averageClusteringWithZeros(graph), averageClusteringWithZeros(shuffled)];
      if (mean.computed) expect(got(same).value).toBeCloseTo(mean.value, 12);
      const moved = <Value>(values: ArrayLike<Value>) => place.map((to) => values[to]);
      expect(Array.from(got(coreNumbers(graph)).values)).toEqual(moved(got(coreNumbers(shuffled)).values));
      const [one, other] = [corePeriphery(graph), corePeriphery(shuffled)];
      if (one.computed && other.computed) expect(one.isCore).toEqual(moved(other.isCore));
      else expect(one).toEqual(other);
    }),
  );
});

it('turning all ties round exchanges the triads that point up and down, and cores of ties in and out', () => {
  fc.assert(
    fc.property(networks({ directed: true }), (drawn) => {
      const turned = { ...drawn, ties: drawn.ties.map(({ from, to }) => ({ from: to, to: from })) };
      const [one, other] = [graphOf(drawn), graphOf(turned)];
      const { counts } = got(triadCensus(one));
      expect(got(triadCensus(other)).counts).toEqual({
        ...counts,
        '021D': counts['021U'],
        '021U': counts['021D'],
        '111D': counts['111U'],
        '111U': counts['111D'],
        '120D': counts['120U'],
        '120U': counts['120D'],
      });
      expect(coreNumbers(other, 'OUT')).toEqual(coreNumbers(one, 'IN'));
      expect(components(other, 'STRONG')).toEqual(components(one, 'STRONG'));
    }),
  );
});

it('nodes are in one strong component exactly if each reaches the other', () => {
  fc.assert(
    fc.property(networks({ directed: true, most: 8 }), (drawn) => {
      const graph = graphOf(drawn);
      const reached = (from: string, known = new Set([from])): Set<string> => {
        for (const tie of drawn.ties)
          if (tie.from === from && !known.has(tie.to)) reached(tie.to, known.add(tie.to));
        return known;
      };
      const { membership } = got(components(graph, 'STRONG'));
      drawn.nodes.forEach((a, i) =>
        drawn.nodes.forEach((b, j) => {
          expect(membership[i] === membership[j]).toBe(reached(a).has(b) && reached(b).has(a));
        }),
      );
    }),
  );
});

it('no division into core and periphery has fewer errors', () => {
  const errorsOf = ({ nodes, ties }: Drawn, core: readonly string[]): number =>
    nodes.reduce(
      (sum, a, at) =>
        sum +
        nodes.slice(at + 1).filter((b) => {
          const tied = ties.some(({ from, to }) => (from === a && to === b) || (from === b && to === a));
          return core.includes(a) === core.includes(b) && core.includes(a) !== tied;
        }).length,
      0,
    );
  fc.assert(
    fc.property(networks({ most: 7 }), (drawn) => {
      const found = corePeriphery(graphOf(drawn));
      if (!found.computed) return;
      const cores = drawn.nodes.reduce<string[][]>(
        (all, node) => [...all, ...all.map((core) => [...core, node])],
        [[]],
      );
      const fewest = Math.min(...cores.map((core) => errorsOf(drawn, core)));
      const core = drawn.nodes.filter((_, node) => found.isCore[node]);
      expect([found.errors, errorsOf(drawn, core)]).toEqual([fewest, fewest]);
      expect(Math.abs(found.correlation)).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});

it('a core where all are tied, and a periphery where none are, correlate perfectly', () => {
  const found = got(corePeriphery(graphFrom(false, 'abcdef', 'ab', 'bc', 'ac', 'ad', 'be', 'cf')));
  expect(found).toMatchObject({ core: 3, errors: 0, correlation: 1 });
  expect(found.isCore).toEqual([true, true, true, false, false, false]);
});

it('counts signed triangles, and leaves pairs of two signs out', () => {
  expect(balance(graphFrom(false, 'abcd', 'ab', 'bc-', 'ac-', 'cd', 'bd-'))).toMatchObject({
    value: 1,
    balanced: 2,
    triangles: 2,
  });
  expect(balance(graphFrom(false, 'abc', 'ab', 'bc-', 'ac'))).toMatchObject({ value: 0, triangles: 1 });
  expect(balance(graphFrom(true, 'abc', 'ab-', 'ba-', 'bc', 'ac-'))).toMatchObject({
    value: 1,
    ambiguous: 0,
  });
  const ambiguous = graphFrom(true, 'abcd', 'ab', 'ba-', 'bc', 'ca', 'cd', 'ad');
  expect(balance(ambiguous)).toMatchObject({ triangles: 1, value: 1, ambiguous: 1 });
});

it('has reasons where there is no value', () => {
  const pair = graphFrom(true, 'ab', 'ab');
  const no = (reason: string) => ({ computed: false, reason });
  expect(transitivity(pair)).toEqual(no('NO_TRIPLES'));
  expect(balance(pair)).toEqual(no('NO_TRIANGLES'));
  expect(corePeriphery(pair)).toEqual(no('NO_VARIANCE'));
  expect(corePeriphery(graphFrom(true, 'ab'))).toEqual(no('NO_TIES'));
  expect(localClustering(graphFrom(true, ''))).toEqual(no('NO_NODES'));
  expect(averageClusteringWithZeros(graphFrom(true, ''))).toEqual(no('NO_NODES'));
  expect(got(localClustering(pair)).none).toEqual([
    { node: 0, reason: 'TOO_FEW_ALTERS' },
    { node: 1, reason: 'TOO_FEW_ALTERS' },
  ]);
  const nodes = Array.from({ length: 300_001 }, (_, node) => String(node));
  expect(() => triadCensus(graphOf({ directed: true, nodes, ties: [] }))).toThrow(
    expect.objectContaining({ code: 'OUT_OF_RANGE' }),
  );
});
