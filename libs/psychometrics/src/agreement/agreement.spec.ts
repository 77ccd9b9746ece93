import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { groupIccs } from './groups.ts';
import { withinGroupAgreement } from './rwg.ts';

interface Row {
  readonly value: number | null;
  readonly size: number;
}
type Iccs = Readonly<{ icc1: number; icc2: number; n: number }>;
/** Twelve teams of 2 … 12 members, four items of five options, with gaps; written by tests/oracles/psychometrics/groups.R. */
const fixture = JSON.parse(
  readFileSync(new URL('../../test/fixtures/groups.json', import.meta.url), 'utf8'),
) as {
  team: number[];
  items: (number | null)[][];
  rwg: Row[];
  rwgj: Row[];
  anova: Readonly<{ item: Iccs; score: Iccs; noise: Iccs }>;
  noise: number[];
};
const { team, items, anova } = fixture;
const range = { min: 1, max: 5 };
const membersOf = (number: number) => items.filter((_, row) => team[row] === number);
const first = items.map(([x]) => x ?? null);
const scores = items.map((row) =>
  row.includes(null) ? null : row.reduce<number>((s, x) => s + (x ?? 0), 0) / 4,
);

describe('Agreement within a group', () => {
  it('is that of R multilevel for each of twelve teams, four items together', () => {
    expect(fixture.rwgj).toHaveLength(12);
    fixture.rwgj.forEach((row, at) => {
      const ours = withinGroupAgreement(membersOf(at + 1), range);
      if (row.value === null) expect(ours).toEqual({ computed: false, reason: 'TOO_FEW_MEMBERS' });
      else {
        expect(ours).toMatchObject({ method: 'RWG_J', n: row.size, items: 4, expectedVariance: 2 });
        expect(ours.computed && ours.value).toBeCloseTo(row.value, 10);
      }
    });
  });

  it('is that of R multilevel for one item', () => {
    fixture.rwg.forEach((row, at) => {
      const ours = withinGroupAgreement(
        membersOf(at + 1).map(([x]) => [x ?? null]),
        range,
      );
      expect(ours).toMatchObject({ method: 'RWG', n: row.size });
      expect(ours.computed && ours.value).toBeCloseTo(row.value ?? NaN, 10);
    });
  });

  it('of two members follows the formula of James, Demaree & Wolf 1984 by hand', () => {
    // Variances 0.5 and 2, mean 1.25, share 1.25/2 = 0.625: 2·0.375/(2·0.375 + 0.625).
    const ours = withinGroupAgreement(
      [
        [3, 2],
        [4, 4],
      ],
      range,
    );
    expect(ours.computed && ours.value).toBeCloseTo(0.75 / 1.375, 12);
  });

  it('is 0 where members differ more than chance has it, and says so', () => {
    expect(withinGroupAgreement([[1], [5]], range)).toMatchObject({ value: 0, truncated: true });
    expect(withinGroupAgreement([[2], [2]], range)).toMatchObject({ value: 1, truncated: false });
  });

  it('has typed reasons and coded refusals', () => {
    expect(withinGroupAgreement([], range)).toEqual({ computed: false, reason: 'TOO_FEW_MEMBERS' });
    expect(withinGroupAgreement([[], []], range)).toEqual({ computed: false, reason: 'NO_ITEMS' });
    expect(withinGroupAgreement([[1], [null]], range)).toEqual({
      computed: false,
      reason: 'TOO_FEW_MEMBERS',
    });
    expect(() =>
      withinGroupAgreement(
        [
          [1, 2],
          [3, 6],
        ],
        range,
      ),
    ).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE', row: 1, column: 1 }));
    const typed = { rows: 2, columns: 2, values: Float64Array.of(1, 2, 0, NaN) };
    expect(() => withinGroupAgreement(typed, range)).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', row: 1, column: 0 }),
    );
    expect(() => withinGroupAgreement([[1]], { min: 5, max: 5 })).toThrow('RANGE_EMPTY');
  });

  it('lies between 0 and 1 and does not depend on the order of members or items', () => {
    const answers = fc.integer({ min: 1, max: 6 }).chain((k) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: k, maxLength: k }), {
        minLength: 2,
        maxLength: 9,
      }),
    );
    fc.assert(
      fc.property(answers, (rows) => {
        const there = withinGroupAgreement(rows, range);
        const back = withinGroupAgreement(
          rows.toReversed().map((row) => row.toReversed()),
          range,
        );
        if (!there.computed || !back.computed) throw new Error('not computed');
        expect(there.value).toBeGreaterThanOrEqual(0);
        expect(there.value).toBeLessThanOrEqual(1);
        expect(back.value).toBeCloseTo(there.value, 10);
      }),
    );
  });
});

describe('The intraclass correlations of groups', () => {
  it.each([
    ['an item with gaps', first, anova.item],
    ['a scale score with gaps', scores, anova.score],
    ['an answer without any group effect', fixture.noise, anova.noise],
  ] as const)('are those of R multilevel for %s', (_, column, expected) => {
    const ours = groupIccs(column, team);
    if (!ours.computed || !ours.icc1.computed || !ours.icc2.computed) throw new Error('not computed');
    expect([ours.n, ours.groups]).toEqual([expected.n, 12]);
    expect(ours.icc1.value).toBeCloseTo(expected.icc1, 10);
    expect(ours.icc2.value).toBeCloseTo(expected.icc2, 10);
  });

  it('are the same from a typed array with NaN for gaps', () => {
    const typed = Float64Array.from(first, (x) => x ?? NaN);
    expect(groupIccs(typed, team)).toEqual(groupIccs(first, team));
  });

  it('have typed reasons and coded refusals', () => {
    expect(groupIccs([1, 2], ['a', 'a'])).toEqual({ computed: false, reason: 'TOO_FEW_GROUPS' });
    expect(groupIccs([1, 2, null], ['a', 'b', 'b'])).toEqual({ computed: false, reason: 'NO_GROUP_OF_TWO' });
    expect(groupIccs([1, 1, 1, 1], ['a', 'a', 'b', 'b'])).toMatchObject({
      icc1: { reason: 'NO_VARIANCE' },
      icc2: { reason: 'NO_VARIANCE' },
    });
    expect(groupIccs([1, 3, 1, 3], ['a', 'a', 'b', 'b'])).toMatchObject({
      icc1: { value: -1 },
      icc2: { reason: 'NO_VARIANCE_BETWEEN_GROUPS' },
    });
    expect(() => groupIccs([1e200, -1e200, 1], ['a', 'a', 'b'])).toThrow('NOT_A_NUMBER');
    expect(() => groupIccs([1], [])).toThrow('LENGTHS_DIFFER');
    expect(() => groupIccs([1, NaN], ['a', 'b'])).toThrow(
      expect.objectContaining({ code: 'NOT_A_NUMBER', row: 1 }),
    );
  });

  it('ICC(2) is never below a positive ICC(1), and neither is above 1', () => {
    const member = fc.record({ x: fc.integer({ min: 1, max: 7 }), team: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(fc.array(member, { minLength: 4, maxLength: 40 }), (members) => {
        const ours = groupIccs(
          members.map(({ x }) => x),
          members.map((one) => one.team),
        );
        if (!ours.computed || !ours.icc1.computed || !ours.icc2.computed) return;
        expect(Math.max(ours.icc1.value, ours.icc2.value)).toBeLessThanOrEqual(1);
        if (ours.icc1.value > 0) expect(ours.icc2.value).toBeGreaterThanOrEqual(ours.icc1.value - 1e-12);
      }),
    );
  });
});
