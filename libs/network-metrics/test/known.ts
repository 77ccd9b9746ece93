import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, graphOf } from '../src/index.ts';

const folders = {
  karate: '../../../examples/karate',
  davis: 'davis_women_projection',
  florentine: 'florentine_marriage',
};
export type KnownName = keyof typeof folders;
export const knownNames = Object.keys(folders) as KnownName[];

/** What networkx and igraph give for a known network; arrays follow the order of its nodes. */
export interface Expected {
  readonly graph: Readonly<Record<string, unknown>> & {
    readonly density: number;
    readonly transitivity_undirected: number;
    readonly avg_clustering_undirected_zero: number;
    readonly centralization_degree_undirected: number;
    readonly centralization_betweenness_undirected: number;
    readonly best_modularity_found_undirected: number;
    readonly weak_components: number;
    readonly component_sizes: readonly number[];
    readonly groups?: Readonly<
      Record<
        string,
        {
          readonly internal: number;
          readonly external: number;
          readonly ei_index: number;
          readonly assortativity_nominal: number;
          readonly modularity_of_partition_undirected: number;
        }
      >
    >;
  };
  /** The names of the metrics are those in expected.json, e.g. `betweenness_raw`. */
  readonly nodes: Readonly<Record<string, readonly (number | null)[]>>;
}

const cells = (folder: string, file: string): string[][] =>
  readFileSync(join(import.meta.dirname, folder, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

/** A published network, undirected and without strengths, with its node attributes and expected values. */
export const known = (
  name: KnownName,
): { graph: Graph; columns: Record<string, string[]>; expected: Expected } => {
  const folder = folders[name];
  const [header = [], ...rows] = cells(folder, 'nodes.csv');
  const columns = Object.fromEntries(header.map((column, at) => [column, rows.map((row) => row[at] ?? '')]));
  const ties = cells(folder, 'edges.csv')
    .slice(1)
    .map(([from = '', to = '']) => ({ from, to }));
  const graph = graphOf({ directed: false, nodes: rows.map(([id = '']) => id), ties });
  const expected = JSON.parse(
    readFileSync(join(import.meta.dirname, folder, 'expected.json'), 'utf8'),
  ) as Expected;
  return { graph, columns, expected };
};
