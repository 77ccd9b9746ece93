import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { density, type Network, NotANetwork, reciprocity } from './index.ts';

const folders = {
  karate: '../../../examples/karate',
  davis: '../test/davis_women_projection',
  florentine: '../test/florentine_marriage',
};
const linesOf = (folder: string, file: string) =>
  readFileSync(join(import.meta.dirname, folder, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);

const known = (folder: string) => {
  const nodes = linesOf(folder, 'nodes.csv').map((line) => line.split(',')[0]);
  const ties = linesOf(folder, 'edges.csv').map((line) => {
    const [from = '', to = ''] = line.split(',');
    return [nodes.indexOf(from), nodes.indexOf(to)] as const;
  });
  const text = readFileSync(join(import.meta.dirname, folder, 'expected.json'), 'utf8');
  const { graph } = JSON.parse(text) as { graph: { density: number } };
  return { network: { nodes: nodes.length, directed: false, ties }, expected: graph };
};

const networks = fc.integer({ min: 2, max: 12 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    directed: fc.boolean(),
    ties: fc.array(
      fc
        .tuple(fc.nat(nodes - 1), fc.nat(nodes - 2))
        .map(([from, other]): [number, number] => [from, other < from ? other : other + 1]),
      { maxLength: 40 },
    ),
  }),
);
const valueOf = (metric: ReturnType<typeof density> | ReturnType<typeof reciprocity>) =>
  metric.computed ? metric.value : metric.reason;

describe.each(Object.entries(folders))('the network %s', (_, folder) => {
  const { network, expected } = known(folder);

  it('has the density that networkx and igraph give', () => {
    expect(valueOf(density(network))).toBeCloseTo(expected.density, 6);
  });

  it('has the same density and a reciprocity of 1 when each tie is listed in both directions', () => {
    const both: Network = {
      ...network,
      directed: true,
      ties: network.ties.flatMap(
        ([a, b]) =>
          [
            [a, b],
            [b, a],
          ] as const,
      ),
    };
    expect(valueOf(density(both))).toBeCloseTo(expected.density, 6);
    expect(valueOf(reciprocity(both))).toBe(1);
  });
});

it('gives what the README says', () => {
  const network: Network = {
    nodes: 3,
    directed: true,
    ties: [
      [0, 1],
      [1, 0],
      [2, 0],
    ],
  };
  expect(density(network)).toEqual({ computed: true, value: 0.5, nodes: 3, ties: 3 });
  expect(reciprocity(network)).toEqual({ computed: true, value: 0.6666666666666666, nodes: 3, ties: 3 });
});

it('has reasons where there is no value', () => {
  expect(density({ nodes: 1, directed: true, ties: [] })).toEqual({
    computed: false,
    reason: 'TOO_FEW_NODES',
  });
  expect(reciprocity({ nodes: 5, directed: true, ties: [] })).toEqual({ computed: false, reason: 'NO_TIES' });
});

it.each([
  [
    'NO_SUCH_NODE',
    [
      [0, 1],
      [0, 3],
    ],
    1,
  ],
  ['NO_SUCH_NODE', [[0.5, 1]], 0],
  [
    'TIE_TO_ITSELF',
    [
      [0, 1],
      [1, 2],
      [2, 2],
    ],
    2,
  ],
] as const)('refuses with %s and says which tie', (code, ties, tie) => {
  const refused = expect.objectContaining({ constructor: NotANetwork, code, tie });
  expect(() => density({ nodes: 3, directed: true, ties })).toThrow(refused);
  expect(() => reciprocity({ nodes: 3, directed: true, ties })).toThrow(refused);
});

it('lies between 0 and 1, whatever the order and however often a tie is listed', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const shuffled = { ...network, ties: [...network.ties, ...network.ties].reverse() };
      for (const metric of [density, reciprocity]) {
        expect(metric(shuffled)).toEqual(metric(network));
        const found = metric(network);
        if (found.computed) expect(found.value >= 0 && found.value <= 1).toBe(true);
      }
    }),
  );
});

it('agrees with counting pair by pair', () => {
  fc.assert(
    fc.property(networks, ({ nodes, ties }) => {
      const has = (a: number, b: number) => ties.some(([from, to]) => from === a && to === b);
      const pairs = Array.from(
        { length: nodes * nodes },
        (_, index) => [Math.floor(index / nodes), index % nodes] as const,
      );
      const there = pairs.filter(([a, b]) => has(a, b));
      const returned = there.filter(([a, b]) => has(b, a));
      const network = { nodes, directed: true, ties };
      expect(valueOf(density(network))).toBe(there.length / (nodes * (nodes - 1)));
      expect(valueOf(reciprocity(network))).toBe(
        there.length === 0 ? 'NO_TIES' : returned.length / there.length,
      );
    }),
  );
});
