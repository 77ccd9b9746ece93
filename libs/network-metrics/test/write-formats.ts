// Reads the fixtures that networkx has written as node-link JSON, writes each in every format, and prints them for formats.py to check.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import {
  readNodeLink,
  writeEdgeList,
  writeGexf,
  writeGraphml,
  writeNodeLink,
  writeNodeList,
} from '../src/formats/index.ts';

const written: Record<string, Record<string, string>> = {};
for (const name of ['directed', 'undirected', 'plain']) {
  const path = join(import.meta.dirname, 'fixtures', 'formats', `${name}.links.node-link`);
  const network = await readNodeLink(createReadStream(path));
  const writers = {
    GraphML: writeGraphml,
    GEXF: writeGexf,
    JSON: writeNodeLink,
    edges: writeEdgeList,
    nodes: writeNodeList,
  };
  written[name] = Object.fromEntries(
    Object.entries(writers).map(([format, write]) => [format, [...write(network)].join('')]),
  );
}
process.stdout.write(JSON.stringify(written));
