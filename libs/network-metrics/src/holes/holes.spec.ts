import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { networks, relabelled } from '../../test/arbitrary.ts';
import { expectClose, got } from '../../test/close.ts';
import { casesOf } from '../../test/fixtures.ts';
import { known, knownNames } from '../../test/known.ts';
import { constraint, effectiveSize, graphOf } from '../index.ts';

const used = { strengths: 'USED' } as const;

describe.each(knownNames)('the network %s', (name) => {
  const { graph, expected } = known(name);

  it('has the constraint and the effective size that networkx and igraph give', () => {
    expectClose(got(constraint(graph)).values, expected.nodes['burt_constraint'] ?? [], 1e-6);
    expectClose(
      got(effectiveSize(graph)).values,
      expected.nodes['burt_effective_size_undirected'] ?? [],
      1e-6,
    );
  });
});

describe.each(casesOf<Record<string, (number | null)[]>>('holes'))(
  'network $name',
  ({ graph, signed, expected }) => {
    it('as igraph and, where two nodes are tied in either direction, as networkx', () => {
      expectClose(got(constraint(graph)).values, expected['constraint'] ?? []);
      expectClose(got(effectiveSize(graph)).values, expected['effectiveSize'] ?? []);
    });

    it(signed ? 'negative strengths are refused' : 'with strengths as igraph', () => {
      if (signed)
        expect(() => constraint(graph, used)).toThrow(expect.objectContaining({ code: 'STRENGTH_NEGATIVE' }));
      else expectClose(got(constraint(graph, used)).values, expected['weightedConstraint'] ?? []);
    });
  },
);

it('go with the names of the nodes; isolates have no value, and that is said', () => {
  fc.assert(
    fc.property(
      relabelled(networks({ weight: fc.integer({ min: 1, max: 4 }) })),
      ({ graph, shuffled, place }) => {
        for (const metric of [() => constraint, () => effectiveSize].map((of) => of())) {
          const [one, other] = [metric(graph, used), metric(shuffled, used)];
          if (!one.computed || !other.computed) {
            expect(one).toEqual({ computed: false, reason: 'NO_NODES' });
            continue;
          }
          expectClose(
            one.values,
            place.map((to) => other.values[to] ?? null),
          );
          const nulls = one.values.flatMap((found, node) => (found === null ? [node] : []));
          expect(one.none).toEqual(nulls.map((node) => ({ node, reason: 'ISOLATE' })));
          expect(one.n).toBe(graph.nodes.length - nulls.length);
        }
      },
    ),
  );
});

it('the middle of a star has no redundant tie, its ends have nothing else', () => {
  const star = graphOf({
    directed: false,
    nodes: Array.from('abcd'),
    ties: Array.from('bcd').map((to) => ({ from: 'a', to })),
  });
  expect(got(effectiveSize(star)).values).toEqual([3, 1, 1, 1]);
  expectClose(got(constraint(star)).values, [1 / 3, 1, 1, 1]);
});
