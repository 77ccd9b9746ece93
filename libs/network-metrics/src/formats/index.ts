export { type EdgeListOptions, readEdgeList } from './edge-list-read.ts';
export { writeEdgeList, writeNodeList } from './edge-list-write.ts';
export { FormatError, type TextPlace } from './format-error.ts';
export { readGexf } from './gexf-read.ts';
export { writeGexf } from './gexf-write.ts';
export { readGraphml } from './graphml-read.ts';
export { writeGraphml } from './graphml-write.ts';
export { readNodeLink } from './json-read.ts';
export { writeNodeLink } from './json-write.ts';
export { defaultLimits, type Limits, type ReadOptions } from './limits.ts';
export {
  type Attributes,
  type Cell,
  type NetworkFile,
  type PlacedTie,
  tiesOf,
  type WritableNetwork,
} from './network-file.ts';
export { type Chunks } from './text.ts';
