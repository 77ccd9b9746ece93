import { describe, expect, it } from '@jest/globals';
import { formats, pieces } from '../../test/formats.ts';
import { ab, gexf, graphml, json, refusal, refused, type Format } from '../../test/refusals.ts';
import { readEdgeList } from './index.ts';

describe('Limits', () => {
  const written: Record<Format, string> = {
    GraphML: graphml(`${ab}<edge source="a" target="b"/><edge source="b" target="a"/>`),
    GEXF: gexf(
      `<nodes>${ab}</nodes><edges><edge source="a" target="b"/><edge source="b" target="a"/></edges>`,
    ),
    JSON: json('{"id": "a"}, {"id": "b"}', '{"source": "a", "target": "b"}, {"source": "b", "target": "a"}'),
  };
  it.each([
    ['nodes', 1],
    ['ties', 1],
    ['nameLength', 0],
    ['depth', 1],
  ] as const)('are kept: %s', async (parameter, most) => {
    for (const format of Object.keys(written) as Format[])
      expect(await refused(format, written[format], { [parameter]: most })).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        parameter,
      });
  });

  it('do not count what stands between many elements', async () => {
    const nodes = Array.from({ length: 99 }, (_, at) => `<node id="${at}"/>`).join('\n      ');
    const { graph } = await formats.GraphML.read(pieces(graphml(nodes)), { limits: { recordLength: 100 } });
    expect(graph.nodes.length).toBe(99);
  });

  it('bound the attributes and their cells, those without a value, too', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, at) => `{"id": ${at}, "x${at}": 1}`).join();
    expect(await refused('JSON', json(rows(9), ''), { attributes: 8 })).toMatchObject({
      parameter: 'attributes',
    });
    expect(await refused('JSON', json(rows(9), ''), { cells: 80 })).toMatchObject({ parameter: 'cells' });
    expect(
      (await formats.JSON.read(pieces(json(rows(9), '')), { limits: { cells: 81 } })).nodeAttributes.size,
    ).toBe(9);
  });

  it('end a tag, text, string or cell that does not end', async () => {
    async function* endless(start: string) {
      yield start;
      for (let at = 0; at < 100; at++) yield 'x'.repeat(65_536);
      await Promise.reject(new Error('Read further than the limit.'));
    }
    const starts: Record<Format, string[]> = {
      GraphML: ['<graphml><key id="', '<graphml>', '<graphml><!--', '<graphml><![CDATA[', '<!DOCTYPE '],
      GEXF: ['<gexf version="', '<?x '],
      JSON: ['{"', '{"nodes": [{"id": "', '{"graph": {"x": "'],
    };
    for (const format of Object.keys(starts) as Format[])
      for (const start of starts[format])
        expect(await refusal(() => formats[format].read(endless(start)))).toMatchObject({
          code: 'LIMIT_EXCEEDED',
          parameter: 'recordLength',
        });
    expect(await refusal(() => readEdgeList(endless('from,to\n"'), { directed: true }))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      parameter: 'recordLength',
    });
  });
});
