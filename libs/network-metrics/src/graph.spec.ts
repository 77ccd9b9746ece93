import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks } from '../test/arbitrary.ts';
import { type Adjacency, graphOf, graphOfColumns, NetworkError } from './index.ts';

const pairsOf = ({ offsets, targets, weights }: Adjacency) =>
  Array.from({ length: offsets.length - 1 }, (_, node) =>
    Array.from(targets.slice(offsets[node], offsets[node + 1]), (target, at) => ({
      pair: `${node} ${target}`,
      weight: weights[offsets[node]! + at],
    })),
  );

it('keeps every tie with its strength, in both directions where it is undirected, targets ascending', () => {
  fc.assert(
    fc.property(networks({ weight: fc.integer({ min: 1, max: 9 }) }), (drawn) => {
      const graph = graphOf(drawn);
      const place = (name: string) => drawn.nodes.indexOf(name);
      const there = drawn.ties.map(({ from, to, weight }) => ({
        pair: `${place(from)} ${place(to)}`,
        weight,
      }));
      const back = drawn.ties.map(({ from, to, weight }) => ({
        pair: `${place(to)} ${place(from)}`,
        weight,
      }));
      const sorted = (pairs: { pair: string }[]) => pairs.toSorted((a, b) => a.pair.localeCompare(b.pair));
      expect(graph.ties).toBe(drawn.ties.length);
      expect(sorted(pairsOf(graph.out).flat())).toEqual(sorted(drawn.directed ? there : [...there, ...back]));
      expect(sorted(pairsOf(graph.in).flat())).toEqual(sorted(drawn.directed ? back : [...there, ...back]));
      for (const rows of [graph.out, graph.in])
        rows.offsets.slice(0, -1).forEach((start, node) => {
          const row = [...rows.targets.slice(start, rows.offsets[node + 1])];
          expect(row).toEqual(row.toSorted((a, b) => a - b));
        });
    }),
  );
});

it('lies in shared memory', () => {
  const { out } = graphOf({ directed: true, nodes: ['a', 'b'], ties: [{ from: 'a', to: 'b' }] });
  expect(Object.values(out).every((array: Int32Array) => array.buffer instanceof SharedArrayBuffer)).toBe(
    true,
  );
});

it.each([
  ['NODE_TWICE', ['a', 'a'], [], { row: 1, column: 'nodes' }],
  ['NO_SUCH_NODE', ['a', 'b'], [{ from: 'c', to: 'b' }], { row: 0, column: 'from' }],
  ['NO_SUCH_NODE', ['a', 'b'], [{ from: 'a', to: 'c' }], { row: 0, column: 'to' }],
  [
    'TIE_TO_ITSELF',
    ['a', 'b'],
    [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'b' },
    ],
    { row: 1, column: 'to' },
  ],
  [
    'STRENGTH_NOT_A_NUMBER',
    ['a', 'b'],
    [{ from: 'a', to: 'b', weight: Number.NaN }],
    { row: 0, column: 'weight' },
  ],
  ['STRENGTH_ZERO', ['a', 'b'], [{ from: 'a', to: 'b', weight: 0 }], { row: 0, column: 'weight' }],
])('refuses with %s and says where', (code, nodes, ties, place) => {
  expect(() => graphOf({ directed: true, nodes, ties })).toThrow(
    expect.objectContaining({ constructor: NetworkError, code, ...place }),
  );
});

it('refuses a tie that is given twice, and in an undirected network also the one that is turned round', () => {
  const nodes = ['a', 'b', 'c'];
  const ties = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'b', to: 'a' },
  ];
  const twice = (row: number): unknown => expect.objectContaining({ code: 'TIE_TWICE', row });
  expect(graphOf({ directed: true, nodes, ties }).ties).toBe(3);
  expect(() => graphOf({ directed: false, nodes, ties })).toThrow(twice(2));
  expect(() => graphOf({ directed: true, nodes, ties: [...ties, { from: 'b', to: 'c' }] })).toThrow(twice(3));
});

it('refuses columns of different lengths', () => {
  const columns = { directed: true, nodes: ['a', 'b'], from: Int32Array.of(0), to: Int32Array.of(1) };
  expect(() => graphOfColumns({ ...columns, to: Int32Array.of() })).toThrow(
    expect.objectContaining({ code: 'LENGTHS_DIFFER', parameter: 'to' }),
  );
  expect(() => graphOfColumns({ ...columns, weights: Float64Array.of(1, 2) })).toThrow(
    expect.objectContaining({ code: 'LENGTHS_DIFFER', parameter: 'weights' }),
  );
});
