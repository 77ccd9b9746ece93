import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Drawn, networks } from '../../test/arbitrary.ts';
import { got } from '../../test/close.ts';
import { casesOf } from '../../test/fixtures.ts';
import { graphOf, qapCorrelation, tieChange, weightedChange } from '../index.ts';

const strengths = fc.double({ min: 0.1, max: 9, noNaN: true });
/** Two snapshots of one kind; their people overlap. */
const snapshots = (weight: fc.Arbitrary<number> = strengths): fc.Arbitrary<readonly [Drawn, Drawn]> =>
  fc
    .boolean()
    .chain((directed) => fc.tuple(networks({ directed, weight }), networks({ directed, weight }), fc.nat(3)))
    .map(([one, other, shift]) => {
      const moved = (name: string) => `n${Number(name.slice(1)) + shift}`;
      const ties = other.ties.map((tie) => ({ ...tie, from: moved(tie.from), to: moved(tie.to) }));
      return [one, { ...other, nodes: other.nodes.map(moved), ties }] as const;
    });
const keyOf = (directed: boolean, from: string, to: string) =>
  directed || from < to ? `${from} ${to}` : `${to} ${from}`;
const tiesOf = ({ directed, ties }: Drawn) =>
  new Map(ties.map(({ from, to, weight = 1 }) => [keyOf(directed, from, to), weight]));

it('counts what became of each pair of people in both', () => {
  fc.assert(
    fc.property(snapshots(), ([one, other]) => {
      const [before, after] = [tiesOf(one), tiesOf(other)];
      const both = one.nodes.filter((name) => other.nodes.includes(name));
      const pairs = both.flatMap((from, at) =>
        both
          .filter((to, place) => (one.directed ? to !== from : place > at))
          .map((to) => keyOf(one.directed, from, to)),
      );
      const count = (old: boolean, young: boolean) =>
        pairs.filter((pair) => before.has(pair) === old && after.has(pair) === young).length;
      const found = got(tieChange(graphOf(one), graphOf(other)));
      const [kept, dissolved, created, absent] = [
        count(true, true),
        count(true, false),
        count(false, true),
        count(false, false),
      ];
      expect(found).toMatchObject({ kept, dissolved, created, absent, hamming: dissolved + created });
      expect(found.turnover.left).toEqual(one.nodes.filter((name) => !other.nodes.includes(name)));
      expect(found.turnover.tiesOfLeft).toBe(one.ties.length - kept - dissolved);
      const ratio = (part: number, whole: number, reason: string) =>
        whole === 0 ? { computed: false, reason } : { computed: true, value: part / whole, n: whole };
      expect(found.jaccard).toEqual(ratio(kept, kept + dissolved + created, 'NO_TIES'));
      expect(found.creationRate).toEqual(ratio(created, created + absent, 'ALL_TIES_BEFORE'));
      expect(found.dissolutionRate).toEqual(ratio(dissolved, kept + dissolved, 'NO_TIES_BEFORE'));
    }),
  );
});

it('change there and back are mirror images', () => {
  fc.assert(
    fc.property(snapshots(), ([one, other]) => {
      const there = got(tieChange(graphOf(one), graphOf(other)));
      const back = got(tieChange(graphOf(other), graphOf(one)));
      expect([back.created, back.dissolved, back.kept, back.absent]).toEqual([
        there.dissolved,
        there.created,
        there.kept,
        there.absent,
      ]);
      expect(back.turnover).toEqual({
        joined: there.turnover.left.toSorted((a, b) => one.nodes.indexOf(a) - one.nodes.indexOf(b)),
        left: there.turnover.joined,
        tiesOfJoined: there.turnover.tiesOfLeft,
        tiesOfLeft: there.turnover.tiesOfJoined,
      });
      const [d, mirrored] = [
        weightedChange(graphOf(one), graphOf(other)),
        weightedChange(graphOf(other), graphOf(one)),
      ];
      if (d.computed) expect(got(mirrored).value).toBeCloseTo(d.value, 12);
      else expect(mirrored).toEqual(d);
    }),
  );
});

it('D is 0 exactly when no tie changed, and never beyond 1, or 2 with signs', () => {
  const signed = fc.oneof(
    strengths,
    strengths.map((one) => -one),
  );
  fc.assert(
    fc.property(snapshots(fc.oneof(fc.constantFrom(1, 1 + Number.EPSILON), signed)), ([one, other]) => {
      const found = weightedChange(graphOf(one), graphOf(other));
      if (!found.computed) return;
      const both = (drawn: Drawn, names: readonly string[]) =>
        [
          ...tiesOf({
            ...drawn,
            ties: drawn.ties.filter(({ from, to }) => names.includes(from) && names.includes(to)),
          }),
        ].sort();
      const same = JSON.stringify(both(one, other.nodes)) === JSON.stringify(both(other, one.nodes));
      expect(found.value === 0).toBe(same);
      expect(found.value >= 0 && found.value <= 2 + 1e-12).toBe(true);
    }),
    { numRuns: 500 },
  );
  const tie = (weight: number) =>
    graphOf({ directed: true, nodes: ['a', 'b'], ties: [{ from: 'a', to: 'b', weight }] });
  expect(weightedChange(tie(1), tie(1 + Number.EPSILON))).toMatchObject({ computed: true });
  expect(got(weightedChange(tie(1), tie(1 + Number.EPSILON))).value).toBeGreaterThan(0);
  expect(got(weightedChange(tie(3), tie(3))).value).toBe(0);
  expect(got(weightedChange(tie(3), tie(-3))).value).toBe(2);
  expect(got(weightedChange(tie(1.7e308), tie(-1.7e308))).value).toBe(2);
});

describe.each(casesOf('paths'))('network $name', ({ graph }) => {
  it('correlates with itself perfectly, and no random exchange is as good', () => {
    const found = got(qapCorrelation(graph, graph, { seed: 1, strengths: 'USED', permutations: 199 }));
    expect(found.value).toBeCloseTo(1, 12);
    expect(found.pGreater).toBeLessThan(0.05);
    expect(found.pLess).toBe(1);
  });
});

/** Every exchange of some places, by Heap's algorithm. */
const exchanges = (places: readonly number[]): readonly (readonly number[])[] =>
  places.length < 2
    ? [places]
    : places.flatMap((first) =>
        exchanges(places.filter((other) => other !== first)).map((rest) => [first, ...rest]),
      );

it('is the Pearson correlation over all pairs, and p comes close to that over all exchanges', () => {
  fc.assert(
    fc.property(
      fc
        .boolean()
        .chain((directed) =>
          fc.tuple(networks({ directed, most: 5, weight: fc.integer({ min: 1, max: 3 }) }), fc.nat(100)),
        ),
      fc.integer({ min: 1, max: 3 }),
      ([one, seed], factor) => {
        // The other network has ties of the first, some of them stronger.
        const ties = one.ties
          .filter((_, at) => at % 3 !== 0)
          .map((tie) => ({ ...tie, weight: (tie.weight ?? 1) * factor }));
        const other = { ...one, ties };
        const [a, b] = [tiesOf(one), tiesOf(other)];
        const cells = (from: ReadonlyMap<string, number>, order: readonly number[]) =>
          one.nodes.flatMap((_, i) =>
            one.nodes.flatMap((__, j) =>
              i === j ? [] : [from.get(keyOf(one.directed, `n${order[i]!}`, `n${order[j]!}`)) ?? 0],
            ),
          );
        const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
        const covariance = (x: readonly number[], y: readonly number[]) =>
          mean(x.map((xi, at) => (xi - mean(x)) * (y[at]! - mean(y))));
        const pearson = (x: readonly number[], y: readonly number[]) =>
          covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
        const found = qapCorrelation(graphOf(one), graphOf(other), {
          seed,
          strengths: 'USED',
          permutations: 2_000,
        });
        const identity = [...one.nodes.keys()];
        const r = one.nodes.length < 3 ? Number.NaN : pearson(cells(a, identity), cells(b, identity));
        if (!found.computed) {
          expect(Number.isNaN(r)).toBe(true);
          return;
        }
        expect(found.value).toBeCloseTo(r, 9);
        const all = exchanges(identity).map((order) => pearson(cells(a, identity), cells(b, order)));
        const exact = all.filter((drawn) => drawn >= r - 1e-9).length / all.length;
        expect(Math.abs(found.pGreater - exact)).toBeLessThan(0.06);
      },
    ),
    { numRuns: 30 },
  );
});

it('has reasons where there is no value, and refuses what does not fit', () => {
  const of = (directed: boolean, nodes: readonly string[], ...ties: { from: string; to: string }[]) =>
    graphOf({ directed, nodes, ties });
  const seed = 1;
  const three = ['a', 'b', 'c'];
  const tied = of(true, three, { from: 'a', to: 'b' });
  const no = (reason: string) => ({ computed: false, reason });
  expect(qapCorrelation(tied, of(true, ['a', 'b']), { seed })).toEqual(no('TOO_FEW_NODES'));
  expect(qapCorrelation(tied, of(true, three), { seed })).toEqual(no('NO_VARIANCE'));
  expect(weightedChange(of(true, three), of(true, three))).toEqual(no('NO_TIES'));
  const refused = (code: string, parameter: string): unknown => expect.objectContaining({ code, parameter });
  expect(() => tieChange(tied, of(false, three))).toThrow(refused('NETWORK_DIRECTED', 'before'));
  expect(() => weightedChange(of(false, three), tied)).toThrow(refused('NETWORK_DIRECTED', 'after'));
  expect(() => qapCorrelation(tied, of(false, three), { seed })).toThrow(
    refused('NETWORK_DIRECTED', 'first'),
  );
  expect(() => qapCorrelation(tied, tied, { seed, permutations: 0 })).toThrow(
    refused('OUT_OF_RANGE', 'permutations'),
  );
  expect(() => qapCorrelation(tied, tied, { seed: 0.5 })).toThrow(refused('OUT_OF_RANGE', 'seed'));
});
