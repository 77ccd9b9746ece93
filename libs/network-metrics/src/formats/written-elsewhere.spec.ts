import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { formats } from '../../test/formats.ts';
import { known } from '../../test/known.ts';
import { type Cell, type NetworkFile, readEdgeList, readGraphml, tiesOf } from './index.ts';

// tests/oracles/network-metrics/formats.py has had networkx, python-igraph and pandas write these files, and says what is in them.
const folder = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'formats');
const file = (name: string) => createReadStream(join(folder, name));

interface Expected {
  readonly directed: boolean;
  readonly nodes: readonly string[];
  readonly nodeAttributes: Readonly<Record<string, readonly Cell[]>>;
  readonly ties: readonly (readonly [string, string, number, Readonly<Record<string, Cell>>])[];
}

const { networkx, igraph } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
  'networkx' | 'igraph',
  Readonly<Record<string, Expected>>
>;

/** Ties in an order of their own, undirected ones from the smaller name; attributes without a value left out. */
const tiesIn = ({ graph, tieAttributes }: NetworkFile): unknown[] =>
  [...tiesOf(graph)].map(({ from, to, weight }, row) => {
    const attributes = [...tieAttributes].map(([name, cells]) => [name, cells[row] ?? null] as const);
    return tie(graph.directed, [
      graph.nodes[from]!,
      graph.nodes[to]!,
      weight,
      Object.fromEntries(attributes),
    ]);
  });

const tie = (directed: boolean, [from, to, weight, attributes]: Expected['ties'][number]) => {
  const ends = directed ? [from, to] : [from, to].sort();
  const present = Object.entries(attributes).filter(([, cell]) => cell !== null);
  return [...ends, weight, Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)))];
};

const sorted = (ties: readonly unknown[]) => ties.map((one) => JSON.stringify(one)).sort();

const expectSame = (read: NetworkFile, expected: Expected, without: readonly string[] = []) => {
  expect(read.graph.directed).toBe(expected.directed);
  expect(read.graph.nodes).toEqual(expected.nodes);
  const columns = [...read.nodeAttributes].filter(([name]) => !without.includes(name));
  expect(Object.fromEntries(columns)).toEqual(expected.nodeAttributes);
  expect(sorted(tiesIn(read))).toEqual(sorted(expected.ties.map((one) => tie(expected.directed, one))));
};

describe.each(Object.entries(networkx))('The %s network of networkx', (name, expected) => {
  it('is read from GraphML', async () => {
    expectSame(await formats.GraphML.read(file(`${name}.graphml`)), expected);
  });

  it('is read from GEXF, where its nodes have labels, too', async () => {
    const read = await formats.GEXF.read(file(`${name}.gexf`));
    expectSame(read, expected, ['label']);
    expect(read.nodeAttributes.get('label')).toEqual(expected.nodes);
  });

  it.each(['links', 'edges'])('is read from node-link JSON with %s', async (form) => {
    expectSame(await formats.JSON.read(file(`${name}.${form}.node-link`)), expected);
  });

  it('is read from the CSV of pandas', async () => {
    const { graph, nodeAttributes, tieAttributes } = await readEdgeList(file(`${name}.edges.csv`), {
      directed: expected.directed,
      nodes: file(`${name}.nodes.csv`),
    });
    expect(graph.nodes).toEqual(expected.nodes);
    // pandas writes True and 2012.0, so only what is text there can be compared to the letter.
    expect(nodeAttributes.get('team')).toEqual(expected.nodeAttributes['team']);
    const kinds = new Map([...tieAttributes].filter(([column]) => column === 'kind'));
    const ties = expected.ties.map(([from, to, weight, { kind = null }]) =>
      tie(expected.directed, [from, to, weight, { kind }]),
    );
    expect(sorted(tiesIn({ graph, nodeAttributes, tieAttributes: kinds }))).toEqual(sorted(ties));
  });
});

it.each(Object.entries(igraph))(
  'The network %s is read from the GraphML of igraph',
  async (name, expected) => {
    expectSame(await formats.GraphML.read(file(`${name}.graphml`)), expected);
  },
);

it("Zachary's karate club is read from GraphML as it is known", async () => {
  const { graph, nodeAttributes } = await readGraphml(file('karate.graphml'));
  const { graph: expected } = known('karate');
  expect([graph.directed, graph.nodes.length, graph.ties]).toEqual([false, 34, 78]);
  const pairs = ({ graph: { nodes, ...rest } }: Pick<NetworkFile, 'graph'>, first: number) =>
    [...tiesOf(rest)].map(({ from, to }) => [Number(nodes[from]) - first, Number(nodes[to]) - first]);
  expect(pairs({ graph }, Number(graph.nodes[0]))).toEqual(
    pairs({ graph: expected }, Number(expected.nodes[0])),
  );
  expect([...new Set(nodeAttributes.get('club'))]).toEqual(['Mr. Hi', 'Officer']);
});
