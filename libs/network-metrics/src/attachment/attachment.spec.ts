import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { got } from '../../test/close.ts';
import {
  allFourFunctions,
  ATTACHMENT_FUNCTIONS,
  type AttachmentFunction,
  attachmentNetworkOf,
  type AttachmentTie,
  coverage,
  hierarchy,
  load,
  responseRate,
  safeHavens,
  supportRatio,
} from '../index.ts';

const tie = (pair: string, of: AttachmentFunction, strength = 1): AttachmentTie => {
  const [from = '', to = ''] = pair;
  return { from, to, function: of, strength };
};
const nodes = ['a', 'b', 'c', 'd', 'e'];

// Four people turn to a as a safe haven, a turns to b; c turns to a for everything.
const ties = [
  tie('ba', 'SAFE_HAVEN', 2),
  tie('ca', 'SAFE_HAVEN', 1),
  tie('da', 'SAFE_HAVEN', 3),
  tie('ab', 'SAFE_HAVEN'),
  tie('bc', 'SAFE_HAVEN'),
  tie('ca', 'SECURE_BASE', 2),
  tie('ca', 'PROXIMITY_SEEKING', 1),
  tie('ca', 'SEPARATION_DISTRESS', 1),
  tie('cb', 'PROXIMITY_SEEKING', 5),
  tie('cd', 'SECURE_BASE', 2),
  tie('cd', 'PROXIMITY_SEEKING', 3),
];
const network = attachmentNetworkOf({ nodes, ties });

it('covers the people who turn to somebody', () => {
  expect(got(coverage(network))).toMatchObject({
    n: 5,
    values: { SAFE_HAVEN: 0.8, SECURE_BASE: 0.2, PROXIMITY_SEEKING: 0.2, SEPARATION_DISTRESS: 0.2 },
  });
});

it('finds who has no named safe haven, and who relies on one person', () => {
  const found = safeHavens(network);
  expect(found.map((one) => one.safeHavens)).toEqual([1, 2, 1, 1, 0]);
  expect(found.map((one) => one.reliesOnOne)).toEqual([true, false, true, true, false]);
  expect(found.map((one) => one.noNamedSafeHaven)).toEqual([false, false, false, false, true]);
});

it('has a support ratio, and a reason for those to whom nobody turns', () => {
  const none = { computed: false, reason: 'NOBODY_TURNS_TO_THEM' };
  expect(supportRatio(network)).toEqual([
    { computed: true, value: 1 / 3, out: 1, in: 3 },
    { computed: true, value: 2, out: 2, in: 1 },
    { computed: true, value: 1, out: 1, in: 1 },
    none,
    none,
  ]);
});

it('sees on whom the load is: three people and 60 % of the ties on a', () => {
  const found = got(load(network));
  expect(found).toMatchObject({ topShare: 0.6, ties: 5, overBurdened: [0] });
  expect(found.herfindahl).toBeCloseTo(0.36 + 0.04 + 0.04, 12);
});

it('two people are no burden, nor is three of eleven ties', () => {
  const two = attachmentNetworkOf({ nodes, ties: [tie('ba', 'SAFE_HAVEN'), tie('ca', 'SAFE_HAVEN')] });
  expect(got(load(two))).toMatchObject({ topShare: 1, overBurdened: [] });
  const few = ['ba', 'ca', 'da', 'ab', 'cb', 'bc', 'dc', 'bd', 'cd', 'ae', 'be'];
  const many = attachmentNetworkOf({ nodes, ties: few.map((pair) => tie(pair, 'SAFE_HAVEN')) });
  expect(got(load(many)).overBurdened).toEqual([]);
  const ten = attachmentNetworkOf({ nodes, ties: few.slice(0, 10).map((pair) => tie(pair, 'SAFE_HAVEN')) });
  expect(got(load(ten)).overBurdened).toEqual([0]);
});

it('ranks by summed strength, then by the number of functions, then by name', () => {
  const [, , ofC] = hierarchy(network);
  // a: 1 + 2 + 1 + 1 = 5 for four functions; b: 5 for one; d: 5 for two.
  expect(ofC?.map(({ to, strength, functions }) => [to, strength, functions.length])).toEqual([
    ['a', 5, 4],
    ['d', 5, 2],
    ['b', 5, 1],
  ]);
  const even = attachmentNetworkOf({ nodes, ties: [tie('ae', 'SAFE_HAVEN'), tie('ab', 'SECURE_BASE')] });
  expect(hierarchy(even)[0]?.map(({ to }) => to)).toEqual(['b', 'e']);
});

it('names the ties with all four functions', () => {
  expect(allFourFunctions(network)).toEqual([{ from: 'c', to: 'a', strength: 5 }]);
});

it('goes with the names, and with no order of ties', () => {
  const drawn = fc.uniqueArray(
    fc.record({
      from: fc.constantFrom(...nodes),
      to: fc.constantFrom(...nodes),
      function: fc.constantFrom(...ATTACHMENT_FUNCTIONS),
      strength: fc.integer({ min: 1, max: 4 }),
    }),
    { selector: (one) => `${one.from} ${one.to} ${one.function}`, maxLength: 30 },
  );
  const orders = fc.shuffledSubarray(nodes, { minLength: nodes.length });
  fc.assert(
    fc.property(drawn, orders, (all, order) => {
      const some = all.filter(({ from, to }) => from !== to);
      const one = attachmentNetworkOf({ nodes, ties: some });
      const other = attachmentNetworkOf({ nodes: order, ties: some.toReversed() });
      const moved = <Value>(values: readonly Value[]) => nodes.map((name) => values[order.indexOf(name)]);
      expect(coverage(other)).toEqual(coverage(one));
      expect(safeHavens(one)).toEqual(moved(safeHavens(other)));
      expect(supportRatio(one, 'SECURE_BASE')).toEqual(moved(supportRatio(other, 'SECURE_BASE')));
      expect(hierarchy(one)).toEqual(moved(hierarchy(other)));
      const found = load(one);
      if (found.computed)
        expect(found.herfindahl >= 1 / nodes.length - 1e-12 && found.herfindahl <= 1).toBe(true);
    }),
  );
});

it('refuses ties that are none, and says in which row', () => {
  const refused = (code: string, row: number): unknown => expect.objectContaining({ code, row });
  const of = (...wrong: AttachmentTie[]) => attachmentNetworkOf({ nodes, ties: [...ties, ...wrong] });
  expect(() => of(tie('ab', 'SECURE_BASE'), tie('ba', 'SAFE_HAVEN'))).toThrow(refused('TIE_TWICE', 12));
  expect(() => of(tie('az', 'SECURE_BASE'))).toThrow(refused('NO_SUCH_NODE', 11));
  expect(() => of(tie('ab', 'SECURE_BASE', -1))).toThrow(refused('STRENGTH_NEGATIVE', 11));
});

it('has reasons where there is no value, and a caution below 80 % response', () => {
  const nobody = attachmentNetworkOf({ nodes: [], ties: [] });
  expect(coverage(nobody)).toEqual({ computed: false, reason: 'NO_NODES' });
  expect(load(nobody)).toEqual({ computed: false, reason: 'NO_TIES' });
  expect(responseRate(8, 10)).toEqual({ computed: true, value: 0.8, n: 10, caution: false });
  expect(responseRate(79, 100)).toMatchObject({ caution: true });
  expect(responseRate(0, 0)).toEqual({ computed: false, reason: 'EMPTY_ROSTER' });
  expect(() => responseRate(11, 10)).toThrow(
    expect.objectContaining({ code: 'OUT_OF_RANGE', parameter: 'respondents' }),
  );
  expect(() => responseRate(1, 1.5)).toThrow(expect.objectContaining({ parameter: 'roster' }));
});
