import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pieces } from '../../test/formats.ts';
import { ab, gexf, graphml, json, refusal, refused, refusedCsv, type Format } from '../../test/refusals.ts';
import { readEdgeList, writeEdgeList } from './index.ts';
import { graphOf, NetworkError } from '../index.ts';

describe('XML with a document type', () => {
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
    '',
  );
  const documents = {
    'a billion laughs': `<!DOCTYPE g [<!ENTITY l0 "secret">${laughs}]>\n<g>&l9;</g>`,
    'an external entity': `<!DOCTYPE g [<!ENTITY e SYSTEM "file:///etc/passwd">]><g>&e;</g>`,
    'an external document type': '<!DOCTYPE g SYSTEM "http://localhost/secret.dtd"><g/>',
    'a parameter entity': '<!DOCTYPE g [<!ENTITY % e SYSTEM "http://localhost/secret">%e;]><g/>',
    'a document type and nothing else': '<!DOCTYPE g><g/>',
  };
  it.each(Object.entries(documents))('is refused: %s', async (_, text) => {
    for (const format of ['GraphML', 'GEXF'] as const)
      expect(await refused(format, text)).toMatchObject({ code: 'DOCTYPE_REFUSED', line: 1 });
  });

  it('is refused although it never ends', async () => {
    const text = `<!DOCTYPE g [${'<!ENTITY a "secret">'.repeat(9)}`;
    expect(await refused('GraphML', text)).toMatchObject({ code: 'FORMAT_MALFORMED' });
    expect(await refused('GraphML', text, { recordLength: 100 })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it.each(['secret', 'constructor', '__proto__', 'toString'])('knows no entity %s', async (name) => {
    const text = graphml(`<node id="&${name};"/>`);
    expect(await refused('GraphML', text)).toEqual({ code: 'FORMAT_MALFORMED', line: 3 });
  });
});

describe('GraphML that is no simple graph', () => {
  it.each([
    ['mixed', `${ab}<edge source="a" target="b" directed="false"/>`],
    ['hyperedge', `${ab}<hyperedge><endpoint node="a"/></hyperedge>`],
    ['port', '<node id="a"><port name="secret"/></node>'],
    ['port', `${ab}<edge source="a" target="b" sourceport="secret"/>`],
    ['nested', '<node id="a"><graph edgedefault="directed"/></node>'],
    ['nested', `${ab}<edge source="a" target="b"><graph edgedefault="directed"/></edge>`],
    ['locator', '<locator/>'],
    ['element', '<secret/>'],
    ['graphs', '</graph><graph edgedefault="directed">'],
  ])('is refused as unsupported: %s in %s', async (parameter, inside) => {
    expect(await refused('GraphML', graphml(inside))).toEqual({
      code: 'FORMAT_UNSUPPORTED',
      line: 3,
      parameter,
    });
  });

  it.each([
    [{ column: 'id', line: 3 }, graphml('<node/>')],
    [{ column: 'target', line: 3 }, graphml(`${ab}<edge source="a"/>`)],
    [{ column: 'key', line: 3 }, graphml('<node id="a"><data key="secret">1</data></node>')],
    [{ column: 'edgedefault', line: 2 }, graphml('', '')],
    [{ column: 'edgedefault', line: 2 }, graphml('', 'edgedefault="secret"')],
    [{ line: 4 }, graphml('<node id="a">')],
    [{ line: 1 }, '<secret/>'],
    [{ line: 1 }, ''],
    [{ line: 1 }, 'secret'],
    [{ parameter: 'graph' }, '<graphml/>'],
  ])('is refused as malformed: %j', async (place, text) => {
    expect(await refused('GraphML', text)).toMatchObject({ code: 'FORMAT_MALFORMED', ...place });
  });

  it('is refused in another encoding than UTF-8', async () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>${graphml('')}`;
    expect(await refused('GraphML', text)).toEqual({
      code: 'FORMAT_UNSUPPORTED',
      line: 1,
      parameter: 'encoding',
    });
  });
});

describe('GEXF that is no simple graph', () => {
  const nodes = `<nodes>${ab}</nodes>`;
  it.each([
    ['mixed', 3, gexf(`${nodes}<edges><edge source="a" target="b" type="undirected"/></edges>`)],
    ['mixed', 3, gexf(`${nodes}<edges><edge source="a" target="b" type="mutual"/></edges>`)],
    ['mixed', 2, gexf('', 'defaultedgetype="mutual"')],
    ['dynamic', 2, gexf('', 'mode="dynamic"')],
    ['dynamic', 3, gexf('<attributes class="node" mode="dynamic"/>')],
    ['dynamic', 3, gexf('<nodes><node id="a" start="2001"/></nodes>')],
    ['dynamic', 3, gexf('<nodes><node id="a"><spells/></node></nodes>')],
    ['nested', 3, gexf('<nodes><node id="a"><nodes/></node></nodes>')],
    ['nested', 3, gexf('<nodes><node id="a" pid="b"/></nodes>')],
    ['element', 3, gexf('<secret/>')],
  ])('is refused as unsupported: %s at line %i', async (parameter, line, text) => {
    expect(await refused('GEXF', text)).toEqual({ code: 'FORMAT_UNSUPPORTED', line, parameter });
  });

  it.each([
    [{ column: 'id', line: 3 }, gexf('<nodes><node/></nodes>')],
    [{ column: 'class', line: 3 }, gexf('<attributes class="secret"/>')],
    [
      { column: 'for', line: 3 },
      gexf('<nodes><node id="a"><attvalues><attvalue for="secret" value=""/></attvalues></node></nodes>'),
    ],
    [{ parameter: 'graph' }, '<gexf/>'],
  ])('is refused as malformed: %j', async (place, text) => {
    expect(await refused('GEXF', text)).toMatchObject({ code: 'FORMAT_MALFORMED', ...place });
  });
});

describe('JSON that is no node-link graph', () => {
  it.each([
    ['FORMAT_UNSUPPORTED', { parameter: 'multigraph', line: 1 }, json('', '', '"multigraph": true,')],
    ['FORMAT_UNSUPPORTED', { parameter: 'structure', line: 3 }, json('{"id": "a", "secret": [1]}', '')],
    ['FORMAT_UNSUPPORTED', { parameter: 'id', line: 3 }, json('{"id": ["secret"]}', '')],
    ['FORMAT_UNSUPPORTED', { parameter: 'id', line: 3 }, json('{"id": null}', '')],
    ['FORMAT_MALFORMED', { column: 'id', line: 3 }, json('{"name": "secret"}', '')],
    ['FORMAT_MALFORMED', { column: 'target', line: 5 }, json('{"id": "a"}', '{"source": "a"}')],
    ['FORMAT_MALFORMED', { line: 3 }, json('"secret"', '')],
    ['FORMAT_MALFORMED', { line: 3 }, json('[]', '')],
    ['FORMAT_MALFORMED', { line: 5 }, json('', '{"source": secret}')],
    ['FORMAT_MALFORMED', { line: 3 }, json('{"id": "\\uD800"}', '')],
    ['FORMAT_MALFORMED', { line: 3 }, json('{"id": NaN}', '')],
    ['OUT_OF_RANGE', { line: 3 }, json('{"id": "a", "x": 1e999}', '')],
    ['OUT_OF_RANGE', { line: 3 }, json('{"id": 1234567890123456789}', '')],
    ['FORMAT_MALFORMED', { line: 1 }, '{"nodes": {"secret": {"id": 1}}, "links": []}'],
    ['FORMAT_MALFORMED', { line: 1 }, '{"nodes": 1, "links": []}'],
    ['FORMAT_MALFORMED', { line: 1 }, '{"nodes": [], "nodes": [], "links": []}'],
    ['FORMAT_MALFORMED', { line: 1 }, '{"nodes": [], "links": [], "directed": 1}'],
    ['FORMAT_MALFORMED', { line: 1 }, '{"nodes": [], "links": [], "directed": [true]}'],
    ['FORMAT_MALFORMED', { line: 1 }, '{"nodes": []}'],
    ['FORMAT_MALFORMED', { line: 1 }, '{"links": []}'],
    ['FORMAT_MALFORMED', { line: 1 }, '[]'],
    ['FORMAT_MALFORMED', { line: 1 }, '"secret"'],
    ['FORMAT_MALFORMED', { line: 1 }, ''],
    ['FORMAT_MALFORMED', { line: 2 }, '{"nodes": [],\n'],
    ['FORMAT_MALFORMED', { line: 1 }, '{"nodes": [], "links": []} secret'],
  ])('is refused: %s %j', async (code, place, text) => {
    expect(await refused('JSON', text)).toEqual({ code, ...place });
  });
});

describe('Edge lists', () => {
  it.each([
    ['FORMAT_MALFORMED', { column: 'header', line: 1 }, ''],
    ['FORMAT_MALFORMED', { column: 'to', line: 1 }, 'from,secret\na,b\n'],
    ['FORMAT_MALFORMED', { column: 'from', line: 1 }, 'from,source,to\na,b,c\n'],
    ['FORMAT_MALFORMED', { column: 'header', line: 1 }, 'from,to,secret,secret\na,b,c,d\n'],
    ['FORMAT_MALFORMED', { column: 'to', line: 3 }, 'from,to\na,b\nb,\n'],
    ['FORMAT_MALFORMED', { line: 3 }, 'from,to\na,b\nb,c,secret\n'],
    ['FORMAT_MALFORMED', { line: 2 }, 'from,to\na,"secret\n'],
    ['STRENGTH_NOT_A_NUMBER', { row: 1, column: 'weight', line: 3 }, 'from,to,weight\na,b,1\nb,c,secret\n'],
    ['STRENGTH_NOT_A_NUMBER', { row: 0, column: 'weight', line: 2 }, 'from,to,weight\na,b,\n'],
  ])('are refused: %s %j', async (code, place, text) => {
    expect(await refusedCsv(text)).toEqual({ code, ...place });
  });

  it('may name only the nodes of their node file', async () => {
    const nodes = () => pieces('id,team\na,x\nb,y\n');
    expect(await refusedCsv('from,to\na,b\na,secret\n', { nodes: nodes() })).toEqual({
      code: 'NO_SUCH_NODE',
      row: 1,
      column: 'to',
      line: 3,
    });
    expect(await refusedCsv('from,to\n', { nodes: pieces('id\na\na\n') })).toEqual({
      code: 'NODE_TWICE',
      row: 0,
      line: 3,
    });
    const { graph, nodeAttributes } = await readEdgeList(pieces('From;Weight;TO\nb;2;a\n'), {
      directed: true,
      delimiter: ';',
    });
    expect([graph.nodes, [...graph.out.weights], nodeAttributes.size]).toEqual([['b', 'a'], [2], 0]);
  });

  it('are written without attributes that read as the ends of a tie', () => {
    const graph = graphOf({ directed: true, nodes: [], ties: [] });
    for (const column of ['Source', 'TO', 'weight'])
      expect(() => [...writeEdgeList({ graph, tieAttributes: new Map([[column, []]]) })]).toThrow(
        new NetworkError('ATTRIBUTE_RESERVED', { column }),
      );
  });
});

/** What graphOf refuses, with the row of the tie (from 0) and the line that it is on. */
describe('A tie that a graph cannot have', () => {
  const ties = {
    TIE_TO_ITSELF: { line: 5, row: 1, column: 'to', pair: ['b', 'b', '1'] },
    TIE_TWICE: { line: 5, row: 1, pair: ['a', 'b', '2'] },
    STRENGTH_ZERO: { line: 5, row: 1, column: 'weight', pair: ['b', 'a', '0'] },
    NO_SUCH_NODE: { line: 5, row: 1, column: 'to', pair: ['a', 'secret', '1'] },
  } as const;
  it.each(Object.entries(ties))('is refused with its row and line: %s', async (code, { pair, ...place }) => {
    const [from, to, weight] = pair;
    const written: Record<Format, string> = {
      GraphML: `<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/><graph edgedefault="directed">\n${ab}\n\n<edge source="a" target="b"/>\n<edge source="${from}" target="${to}"><data key="w">${weight}</data></edge></graph></graphml>`,
      GEXF: `<gexf><graph defaultedgetype="directed">\n<nodes>${ab}</nodes>\n<edges>\n<edge source="a" target="b"/>\n<edge source="${from}" target="${to}" weight="${weight}"/></edges></graph></gexf>`,
      JSON: `{"directed": true,\n"nodes": [{"id": "a"}, {"id": "b"}],\n"links": [\n{"source": "a", "target": "b"},\n{"source": "${from}", "target": "${to}", "weight": ${weight}}]}`,
    };
    for (const format of Object.keys(written) as Format[])
      expect(await refused(format, written[format])).toEqual({ code, ...place });
  });
});

it('Bytes that are no UTF-8 are refused with their line', async () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('from,to\na,'), 0xff, 0x0a]);
  expect(await refusal(() => readEdgeList(pieces(bytes), { directed: true }))).toEqual({
    code: 'FORMAT_MALFORMED',
    line: 2,
  });
  const cut = new TextEncoder().encode('from,to\na,é').subarray(0, -1);
  expect(await refusal(() => readEdgeList(pieces(cut), { directed: true }))).toEqual({
    code: 'FORMAT_MALFORMED',
    line: 2,
  });
});

it('The mathematics import no parser', () => {
  const source = join(import.meta.dirname, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const others = files.filter((file) => /(?<!\.spec)\.ts$/.test(file) && !file.startsWith('formats'));
  expect(others.length).toBeGreaterThan(5);
  const parsers = /from '(?:csv-|saxes|stream-|(?:\.\.?\/)+formats\/)/;
  expect(others.filter((file) => parsers.test(readFileSync(join(source, file), 'utf8')))).toEqual([]);
});
