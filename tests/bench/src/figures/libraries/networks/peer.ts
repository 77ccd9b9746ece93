// The side of graphology.
import { createRequire } from 'node:module';
import { type UndirectedGraph } from 'graphology';
import { type Jobs } from '../jobs.ts';
import { organization } from './organization.ts';

// Its types say modules, its code is CommonJS: loaded as what it is.
const load = createRequire(import.meta.url);
const graphology = load('graphology') as { readonly UndirectedGraph: new () => UndirectedGraph };
const betweenness = load('graphology-metrics/centrality/betweenness') as (
  graph: UndirectedGraph,
  options: { readonly getEdgeWeight: null; readonly normalized: boolean },
) => Readonly<Record<string, number>>;

export const jobs: Jobs = {
  betweenness: (actors) => {
    const { from, to } = organization(actors);
    const graph = new graphology.UndirectedGraph();
    for (let actor = 0; actor < actors; actor += 1) graph.addNode(actor);
    from.forEach((source, at) => graph.addEdge(source, to[at]));
    // Without strengths: it would otherwise search by length.
    return () => Object.values(betweenness(graph, { getEdgeWeight: null, normalized: false }));
  },
};
