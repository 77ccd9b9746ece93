import { describe, expect, it } from '@jest/globals';
import { expectClose, got } from '../test/close.ts';
import { casesOf } from '../test/fixtures.ts';
import {
  betweenness,
  betweennessCentralization,
  brokerage,
  BROKERAGE_ROLES,
  degreeCentralization,
  density,
  type Graph,
  graphOfColumns,
  qapCorrelation,
  reciprocity,
  triadCensus,
} from './index.ts';

interface Expected {
  readonly density: number;
  readonly reciprocity: number;
  readonly roles: Readonly<Record<string, readonly number[]>>;
  readonly triads: Readonly<Record<string, number>>;
  readonly degreeCentralization: number;
  readonly inDegreeCentralization: number;
  readonly betweennessCentralization: number;
  readonly correlationTurned: number;
}

/** The same network with every tie the other way round. */
const turned = ({ directed, nodes, in: into }: Graph): Graph => {
  const from = Int32Array.from(into.targets, (_, at) => into.offsets.findLastIndex((offset) => offset <= at));
  return graphOfColumns({ directed, nodes, from, to: into.targets });
};

// What R's sna gives: tests/oracles/network-metrics/sna.R
describe.each(casesOf<Expected>('sna'))('network $name', ({ graph, groups, expected }) => {
  it('has the density, reciprocity, triads and centralization that sna gives', () => {
    expect(got(density(graph)).value).toBeCloseTo(expected.density, 9);
    expect(got(reciprocity(graph)).value).toBeCloseTo(expected.reciprocity, 9);
    expect(got(triadCensus(graph)).counts).toEqual(expected.triads);
    expect(got(degreeCentralization(graph)).value).toBeCloseTo(expected.degreeCentralization, 9);
    const between = got(betweenness(graph)).values;
    expect(got(betweennessCentralization(graph, between)).value).toBeCloseTo(
      expected.betweennessCentralization,
      9,
    );
    if (graph.directed)
      expect(got(degreeCentralization(graph, 'IN')).value).toBeCloseTo(expected.inDegreeCentralization, 9);
  });

  it('has the brokers that sna finds', () => {
    const { roles, total } = got(brokerage(graph, groups));
    for (const role of BROKERAGE_ROLES) expectClose(roles[role], expected.roles[role] ?? []);
    expectClose(total, expected.roles['total'] ?? []);
  });
});

describe.each(casesOf<Expected>('sna').filter(({ graph }) => graph.directed))(
  'network $name',
  ({ graph, expected }) => {
    it('correlates with itself turned round as sna says', () => {
      const found = got(qapCorrelation(graph, turned(graph), { seed: 1, permutations: 10 }));
      expect(found.value).toBeCloseTo(expected.correlationTurned, 9);
    });
  },
);
