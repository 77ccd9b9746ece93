// The side of the library.
import * as networks from '@securebase/network-metrics';
import { type Jobs } from '../jobs.ts';
import { organization } from './organization.ts';

const graphFor = (actors: number): networks.Graph => {
  const { from, to } = organization(actors);
  const nodes = Array.from({ length: actors }, (_, actor) => `a${actor}`);
  return networks.graphOfColumns({ directed: false, nodes, from, to });
};
const valuesOf = (found: ReturnType<typeof networks.betweenness>): readonly number[] =>
  found.computed ? Array.from(found.values) : [];

export const jobs: Jobs = {
  betweenness: (actors) => {
    const graph = graphFor(actors);
    return () => valuesOf(networks.betweenness(graph));
  },
  communities: (actors) => {
    const graph = graphFor(actors);
    return () => {
      const found = networks.communities(graph, { seed: 1 });
      return found.computed ? [found.modularity] : [];
    };
  },
  /** Every metric of a network without strengths, one after the other. */
  team: (actors) => {
    const graph = graphFor(actors);
    const groups = graph.nodes.map((_, node) => `team ${Math.floor(node / 10)}`);
    const run = () => {
      const between = networks.betweenness(graph);
      const all = [
        networks.density(graph),
        networks.reciprocity(graph),
        networks.degree(graph),
        networks.strength(graph),
        networks.degreeCentralization(graph),
        between.computed && networks.betweennessCentralization(graph, between.values),
        networks.harmonicCloseness(graph),
        networks.eigenvectorCentrality(graph),
        networks.pageRank(graph),
        networks.constraint(graph),
        networks.effectiveSize(graph),
        networks.triadCensus(graph),
        networks.transitivity(graph),
        networks.localClustering(graph),
        networks.coreNumbers(graph),
        networks.components(graph, 'WEAK'),
        networks.corePeriphery(graph),
        networks.balance(graph),
        networks.communities(graph, { seed: 1 }),
        networks.eiIndex(graph, groups).network,
        networks.assortativity(graph, groups),
        networks.brokerage(graph, groups),
      ];
      return [all.filter((one) => one && one.computed).length];
    };
    // A service computes this again and again: measured as it is then, and not while it is compiled.
    for (let round = 0; round < 30; round += 1) run();
    return run;
  },
};
