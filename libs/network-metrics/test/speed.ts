// node test/speed.ts <actors> <ties> <sources> <file>: writes the network's ties to a file (pairs of 32-bit integers, for other
// tools) and prints the CPU time of each metric in milliseconds, and the memory over idle in MiB.
import { writeFileSync } from 'node:fs';
import {
  communities,
  constraint,
  effectiveSize,
  eigenvectorCentrality,
  graphOfColumns,
  pageRank,
} from '../src/index.ts';
import { dependencies } from '../src/paths/dependencies.ts';
import { organization } from './organization.ts';

const [, , actors = '10000', ties = '100000', sources = '500', file] = process.argv;
const columns = organization(Number(actors), Number(ties));
if (file) {
  const pairs = new Int32Array(2 * columns.from.length);
  columns.from.forEach((from, at) => pairs.set([from, columns.to[at] ?? 0], 2 * at));
  writeFileSync(file, pairs);
}
globalThis.gc?.();
const idle = process.memoryUsage();
const graph = graphOfColumns(columns);

const some = Int32Array.from({ length: Number(sources) }, (_, at) =>
  Math.floor((at * graph.nodes.length) / Number(sources)),
);
const metrics: Record<string, () => unknown> = {
  betweenness: () => dependencies(graph, some),
  pageRank: () => pageRank(graph),
  constraint: () => constraint(graph),
  communities: () => communities(graph, { seed: 1 }),
  eigenvector: () => eigenvectorCentrality(graph),
  effectiveSize: () => effectiveSize(graph),
};

const cpu = (run: () => unknown): number => {
  const times = Array.from({ length: 4 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.slice(1).sort((a, b) => a - b)[1] ?? 0;
};
const found = Object.fromEntries(Object.entries(metrics).map(([name, run]) => [name, cpu(run)]));
globalThis.gc?.();
const now = process.memoryUsage();
const memory =
  (now.heapUsed + now.external + now.arrayBuffers - idle.heapUsed - idle.external - idle.arrayBuffers) /
  2 ** 20;
const divided = communities(graph, { seed: 1 });
const modularity = divided.computed ? divided.modularity : null;
console.log(JSON.stringify({ ...found, memory, modularity }));
