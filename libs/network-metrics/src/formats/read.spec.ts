import { expect, it } from '@jest/globals';
import { formats, pieces } from '../../test/formats.ts';
import { tiesOf } from './index.ts';

// Parts of the formats that neither networkx nor igraph writes, from their specifications and from files of yEd and Gephi.

it('GraphML: defaults, CDATA, keys for everything, prefixes, strengths as texts, and drawings that are passed over', async () => {
  const text = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <g:key id="k0" for="node" attr.name="colour" attr.type="string"><g:default>yellow</g:default></g:key>
  <g:key id="k1" for="edge" attr.name="weight" attr.type="double"><g:default>2.5</g:default></g:key>
  <g:key id="k2" for="all" attr.name="note" attr.type="string"/>
  <g:key id="k3" for="node" yfiles.type="nodegraphics"/>
  <g:key id="k4" for="graph" attr.name="title" attr.type="string"/>
  <g:graph id="G" edgedefault="undirected">
    <g:desc>A graph.</g:desc><g:data key="k4">Title</g:data>
    <g:edge id="e" source="b" target="a" directed="false"><g:data key="k1"> 4 </g:data></g:edge>
    <g:node id="a"><g:data key="k0">green &amp; <![CDATA[<blue>]]></g:data>
      <g:data key="k3"><y:ShapeNode><y:node id="not a node"/></y:ShapeNode></g:data></g:node>
    <g:node id="b"><g:desc/><g:data key="k2"></g:data></g:node>
    <g:node id="c"/>
    <g:edge source="c" target="a"><g:data key="k2">later</g:data></g:edge>
  </g:graph>
</g:graphml>`;
  const { graph, nodeAttributes, tieAttributes } = await formats.GraphML.read(pieces(text));
  // The first tie names b and a before they are declared.
  expect(graph.nodes).toEqual(['b', 'a', 'c']);
  expect([...tiesOf(graph)]).toEqual([
    { from: 0, to: 1, weight: 4 },
    { from: 1, to: 2, weight: 2.5 },
  ]);
  expect(Object.fromEntries(nodeAttributes)).toEqual({
    colour: ['yellow', 'green & <blue>', 'yellow'],
    note: ['', null, null],
  });
  expect(Object.fromEntries(tieAttributes)).toEqual({ note: [null, 'later'] });
});

it('GraphML: numbers and booleans as their types have them', async () => {
  const read = async (type: string, value: string) => {
    const key = `<key id="k" for="node" attr.name="x" attr.type="${type}"/>`;
    const node = `<node id="a"><data key="k">${value}</data></node>`;
    const text = `<graphml>${key}<graph edgedefault="directed">${node}</graph></graphml>`;
    return (await formats.GraphML.read(pieces(text))).nodeAttributes.get('x')?.[0];
  };
  expect(await read('double', '-1.5e-3')).toBe(-0.0015);
  expect(await read('double', 'NaN')).toBeNull();
  expect(await read('long', '9007199254740991')).toBe(9_007_199_254_740_991);
  expect(await read('boolean', 'True')).toBe(true);
  expect(await read('boolean', '0')).toBe(false);
  expect(await read('string', ' 1 ')).toBe(' 1 ');
  for (const [type, value] of [
    ['long', '9007199254740993'],
    ['double', 'Infinity'],
    ['double', '1e999'],
  ] as const)
    await expect(read(type, value)).rejects.toMatchObject({ code: 'OUT_OF_RANGE', line: 1 });
  for (const [type, value] of [
    ['double', '0x10'],
    ['double', ''],
    ['int', '1.5'],
    ['double', `${'1'.repeat(250_000)}x`], // takes minutes where digits can be taken in several ways
    ['boolean', 'constructor'],
  ] as const)
    await expect(read(type, value)).rejects.toMatchObject({ code: 'FORMAT_MALFORMED', line: 1 });
});

it('GEXF: labels, defaults, lists as texts, strengths, metadata and drawings that are passed over', async () => {
  const text = `<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta lastmodifieddate="2009-03-20"><creator>Gephi</creator><description>A graph.</description></meta>
  <graph>
    <attributes class="node">
      <attribute id="0" title="languages" type="liststring"/>
      <attribute id="1" title="leads" type="boolean"><default>true</default><options>true|false</options></attribute>
    </attributes>
    <nodes count="2">
      <node id="a" label="Ada"><viz:color r="1" g="2" b="3"/>
        <attvalues><attvalue for="0" value="en|fr"/><attvalue for="1" value="false"/></attvalues></node>
      <node id="b"/>
    </nodes>
    <edges><edge id="0" source="b" target="a" weight="0.5" type="undirected" label="trusts"><viz:thickness value="2"/></edge></edges>
  </graph>
</gexf>`;
  const { graph, nodeAttributes, tieAttributes } = await formats.GEXF.read(pieces(text));
  expect([graph.directed, graph.nodes, ...tiesOf(graph)]).toEqual([
    false,
    ['a', 'b'],
    { from: 0, to: 1, weight: 0.5 },
  ]);
  expect(Object.fromEntries(nodeAttributes)).toEqual({
    languages: ['en|fr', null],
    leads: [false, true],
    label: ['Ada', null],
  });
  expect(Object.fromEntries(tieAttributes)).toEqual({ label: ['trusts'] });
});

it('JSON: ids that are numbers, ties before nodes, and a graph whose attributes are passed over', async () => {
  const text = `{"links": [{"target": 2, "source": 10, "weight": -1.5, "key": null}],
    "graph": {"nodes": [{"id": "none"}], "deep": [[{"x": 1}]]}, "multigraph": false,
    "nodes": [{"id": 1}, {"id": 2, "x": 1, "x": 2}, {"id": 10}], "other": [1, [2], {"id": 3}]}`;
  const { graph, nodeAttributes, tieAttributes } = await formats.JSON.read(pieces(text));
  expect([graph.directed, graph.nodes, ...tiesOf(graph)]).toEqual([
    false,
    ['10', '2', '1'],
    { from: 0, to: 1, weight: -1.5 },
  ]);
  expect(Object.fromEntries(nodeAttributes)).toEqual({ x: [null, 2, null] });
  expect(Object.fromEntries(tieAttributes)).toEqual({ key: [null] });
});
