import fc from 'fast-check';
import {
  type Cell,
  type Chunks,
  type NetworkFile,
  readEdgeList,
  readGexf,
  readGraphml,
  readNodeLink,
  type ReadOptions,
  type WritableNetwork,
  writeEdgeList,
  writeGexf,
  writeGraphml,
  writeNodeLink,
  writeNodeList,
} from '../src/formats/index.ts';
import { type Graph, graphOf } from '../src/index.ts';
import { networks } from './arbitrary.ts';

// eslint-disable-next-line @typescript-eslint/require-await -- readers take what arrives in time
export async function* pieces(...parts: readonly (string | Uint8Array)[]): Chunks {
  yield* parts;
}

/** The three formats that are one file and say themselves whether ties are directed. */
export const formats: Readonly<
  Record<
    'GraphML' | 'GEXF' | 'JSON',
    {
      readonly read: (chunks: Chunks, options?: ReadOptions) => Promise<NetworkFile>;
      readonly write: (network: WritableNetwork) => Iterable<string>;
    }
  >
> = {
  GraphML: { read: readGraphml, write: writeGraphml },
  GEXF: { read: readGexf, write: writeGexf },
  JSON: { read: readNodeLink, write: writeNodeLink },
};

export const throughEdgeList = (network: WritableNetwork): Promise<NetworkFile> =>
  readEdgeList(pieces(...writeEdgeList(network)), {
    directed: network.graph.directed,
    nodes: pieces(...writeNodeList(network)),
  });

/** What a file says, in a shape that is the same for equal networks. */
export const said = ({ graph, nodeAttributes, tieAttributes }: NetworkFile) => ({
  ...shape(graph),
  nodeAttributes: new Map(nodeAttributes),
  tieAttributes: new Map(tieAttributes),
});

export const shape = ({ directed, nodes, ties, out }: Graph) => ({
  directed,
  nodes: [...nodes],
  ties,
  offsets: [...out.offsets],
  targets: [...out.targets],
  weights: [...out.weights],
});

/** Texts of every kind: markup, quotes, line ends, white space at the ends, signs of formulas, all of Unicode that XML can hold. */
export const texts: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc
      .array(
        fc.constantFrom(
          '&',
          '<',
          '>',
          '"',
          "'",
          '\t',
          '\n',
          '\r',
          ' ',
          ',',
          ';',
          ']]>',
          '&amp;',
          '=',
          '@',
          '\\',
          '\uFEFF',
          '\u2028',
          '\u0085',
          '😀',
        ),
        { maxLength: 8 },
      )
      .map((some) => some.join('')),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      '',
      ' ',
      'NaN',
      'null',
      'true',
      '1',
      '=1+1',
      '+1',
      '-1',
      '@a',
    ),
  )
  .map((text) => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ''));

const cells: fc.Arbitrary<Cell> = fc.oneof(
  texts,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

const columns = (length: number, names: fc.Arbitrary<string>) =>
  fc
    .uniqueArray(names, { maxLength: 4 })
    .chain((some) =>
      fc.tuple(
        ...some.map((name) =>
          fc.tuple(fc.constant(name), fc.array(cells, { minLength: length, maxLength: length })),
        ),
      ),
    )
    .map((pairs) => new Map<string, readonly Cell[]>(pairs));

const strengths = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((number) => (number === 0 ? 1 : number));

/** Names that any of the formats has for something else are left out; of those there are tests of their own. */
const free = texts.filter((name) => !/^(id|name|node|from|to|source|target|weight)$/i.test(name));

/** Random networks whose names and attributes are texts of every kind. */
export const files: fc.Arbitrary<NetworkFile> = fc
  .tuple(
    networks({ most: 7, weight: fc.oneof(fc.constant(1), strengths) }),
    fc.uniqueArray(texts, { minLength: 7, maxLength: 7 }),
  )
  .chain(([{ directed, nodes, ties }, names]) => {
    const nameOf = new Map(nodes.map((node, at) => [node, names[at] ?? node]));
    const graph = graphOf({
      directed,
      nodes: nodes.map((node) => nameOf.get(node) ?? node),
      ties: ties.map(({ from, to, weight = 1 }) => ({
        from: nameOf.get(from) ?? from,
        to: nameOf.get(to) ?? to,
        weight,
      })),
    });
    return fc
      .tuple(columns(nodes.length, free), columns(ties.length, free))
      .map(([nodeAttributes, tieAttributes]) => ({ graph, nodeAttributes, tieAttributes }));
  });
