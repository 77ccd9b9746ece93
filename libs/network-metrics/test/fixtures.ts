import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, graphOf } from '../src/index.ts';

export interface Case<Expected> {
  /** For the test's name: which network of which kind. */
  readonly name: string;
  readonly graph: Graph;
  readonly signed: boolean;
  readonly groups: readonly string[];
  readonly expected: Expected;
}

interface Stored<Expected> {
  readonly directed: boolean;
  readonly nodes: number;
  readonly kind: string;
  readonly ties: readonly (readonly [number, number, number])[];
  readonly groups: readonly string[];
  readonly expected: Expected;
}

/** Random networks with what networkx, python-igraph and NumPy give for them: tests/oracles/network-metrics/fixtures.py */
export const casesOf = <Expected>(topic: string): readonly Case<Expected>[] => {
  const file = join(import.meta.dirname, 'fixtures', `${topic}.json`);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Stored<Expected>[] };
  return cases.map(({ directed, nodes, kind, ties, groups, expected }, at) => ({
    name: `${at + 1}, ${directed ? 'directed' : 'undirected'}, strengths ${kind}`,
    graph: graphOf({
      directed,
      nodes: Array.from({ length: nodes }, (_, node) => `n${node}`),
      ties: ties.map(([from, to, weight]) => ({ from: `n${from}`, to: `n${to}`, weight })),
    }),
    signed: kind === 'signed',
    groups,
    expected,
  }));
};
