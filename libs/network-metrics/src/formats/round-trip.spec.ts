import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { files, formats, pieces, said, texts, throughEdgeList } from '../../test/formats.ts';
import { graphOf, NetworkError } from '../index.ts';
import { type Attributes, type Cell, type NetworkFile, readEdgeList } from './index.ts';

/** A column that has no value anywhere is declared as one of texts; everything else comes back to the letter. */
describe.each(Object.entries(formats))('%s', (_, { read, write }) => {
  it('gives back every network that it has written', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        expect(said(await read(pieces(...write(file))))).toEqual(
          said(spoken(file, read === formats.JSON.read)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same wherever the file is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.array(fc.nat(), { maxLength: 9 }),
        fc.boolean(),
        async (file, cuts, bytewise) => {
          const bytes = new TextEncoder().encode([...write(file)].join(''));
          const parts = bytewise ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : cut(bytes, cuts);
          expect(said(await read(pieces(...parts)))).toEqual(said(await read(pieces(bytes))));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the same for texts that are cut within a character, and with a byte order mark', async () => {
    const graph = graphOf({ directed: true, nodes: ['😀', '𝄞'], ties: [{ from: '😀', to: '𝄞' }] });
    const text = ['\uFEFF', ...write({ graph })].join('');
    expect((await read(pieces(...text.split('')))).graph).toEqual(graph);
    expect((await read(pieces(new TextEncoder().encode(text)))).graph).toEqual(graph);
  });
});

/** An empty column of JSON has no values without rows; and without rows there is nothing that names it. */
const spoken = (file: NetworkFile, json: boolean): NetworkFile =>
  json
    ? {
        ...file,
        nodeAttributes: file.graph.nodes.length > 0 ? file.nodeAttributes : new Map(),
        tieAttributes: file.graph.ties > 0 ? file.tieAttributes : new Map(),
      }
    : file;

const cut = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const places = [0, ...cuts.map((at) => at % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return places.slice(1).map((end, at) => bytes.subarray(places[at], end));
};

describe('Edge lists', () => {
  const asText = (attributes: Attributes) =>
    new Map(
      [...attributes].map(([name, cells]) => [
        name,
        cells.map((cell: Cell) => (cell === null ? null : String(cell))),
      ]),
    );

  it('give back every network, its attributes as texts', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const { nodeAttributes, tieAttributes } = file;
        expect(said(await throughEdgeList(file))).toEqual(
          said({ ...file, nodeAttributes: asText(nodeAttributes), tieAttributes: asText(tieAttributes) }),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('give the same wherever the file is cut', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, async (from, to) => {
        fc.pre(from !== to);
        const quoted = [from, to].map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
        const bytes = new TextEncoder().encode(`from,to\n${quoted}\n`);
        const whole = await readEdgeList(pieces(bytes), { directed: true });
        expect(whole.graph.nodes).toEqual([from, to]);
        const parts = Array.from(bytes, (byte) => Uint8Array.of(byte));
        expect(said(await readEdgeList(pieces(...parts), { directed: true }))).toEqual(said(whole));
      }),
      { numRuns: 60 },
    );
  });
});

it.each(Object.entries(formats))(
  '%s refuses what it cannot hold, and names the column',
  (name, { write }) => {
    const graph = graphOf({ directed: false, nodes: ['a', 'b'], ties: [{ from: 'a', to: 'b' }] });
    const writing = (network: Parameters<typeof write>[0]) => () => [...write(network)];
    const half = graphOf({ directed: false, nodes: ['\uD800'], ties: [] });
    expect(writing({ graph: half })).toThrow(new NetworkError('CHARACTER_NOT_WRITABLE'));
    expect(writing({ graph, nodeAttributes: new Map([['x', [1]]]) })).toThrow(
      new NetworkError('LENGTHS_DIFFER', { column: 'x' }),
    );
    expect(writing({ graph, nodeAttributes: new Map([['x', [1, NaN]]]) })).toThrow(
      new NetworkError('OUT_OF_RANGE', { row: 1, column: 'x' }),
    );
    expect(writing({ graph, tieAttributes: new Map([['weight', [1]]]) })).toThrow(
      new NetworkError('ATTRIBUTE_RESERVED', { column: 'weight' }),
    );
    if (name === 'JSON') return;
    for (const control of ['\u0000', '\u0008', '\u001F', '\uFFFE', '\uFFFF'])
      expect(writing({ graph, nodeAttributes: new Map([['x', ['a', `b${control}`]]]) })).toThrow(
        new NetworkError('CHARACTER_NOT_WRITABLE'),
      );
  },
);
